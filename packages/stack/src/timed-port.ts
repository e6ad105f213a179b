import { AppError } from '@async-events/core'

/** Answers of a store that works: what was asked for is not there, or may not be. */
const answers: ReadonlySet<string> = new Set(['artifact_missing', 'source_too_large', 'too_large'])

/** The same object; how long each of its calls took is told, by method. Lists are not calls: they last as long as their reader. */
export function timedPort<T extends object>(
  port: T,
  onCall: (operation: string, seconds: number, isOk: boolean) => void,
): T {
  return new Proxy(port, {
    get(target, key, receiver) {
      const member: unknown = Reflect.get(target, key, receiver)
      if (typeof member !== 'function' || key === 'close') return member
      return (...args: unknown[]) => {
        const started = performance.now()
        const result: unknown = Reflect.apply(member, target, args)
        if (!(result instanceof Promise)) return result
        const ended = (isOk: boolean): void => onCall(String(key), (performance.now() - started) / 1000, isOk)
        result.then(
          () => ended(true),
          (error: unknown) => ended(error instanceof AppError && answers.has(error.code)),
        )
        return result
      }
    },
  })
}
