import { toAppError } from './errors.ts'

interface Waiting<T> {
  item: T
  done: PromiseWithResolvers<void>
}

/**
 * Calls of one turn of the event loop go together, and so do those that come while one is under way: an idle store gets
 * each call at once, a busy one few large ones.
 *
 * @param act resolves with the failure of each item, in their order; null where there is none. What it throws is the
 * failure of all. One that is `unavailable` also ends those that wait: to try for them too would take their callers twice
 * as long.
 * @param most items of one call
 */
export function gather<T>(
  most: number,
  act: (items: readonly T[]) => Promise<readonly unknown[]>,
): (item: T) => Promise<void> {
  const line: Waiting<T>[] = []
  let running = false

  async function drain(): Promise<void> {
    while (line.length > 0) {
      const group = line.splice(0, most)
      try {
        const failures = await act(group.map(({ item }) => item))
        group.forEach(({ done }, place) => {
          const failure = failures[place] ?? null
          if (failure === null) done.resolve()
          else done.reject(failure)
        })
      } catch (failure) {
        if (toAppError(failure).code === 'unavailable') group.push(...line.splice(0))
        for (const { done } of group) done.reject(failure)
      }
    }
    running = false
  }

  return (item) => {
    const done = Promise.withResolvers<void>()
    line.push({ item, done })
    if (running) return done.promise
    running = true
    setImmediate(drain)
    return done.promise
  }
}

/**
 * Reads of one turn of the event loop go together. Nobody waits for those that are under way, and each caller gets a value of its
 * own.
 *
 * @param most keys of one call
 * @param act resolves with what there is, by key
 */
export function gatherReads<T>(
  most: number,
  act: (keys: readonly string[]) => Promise<ReadonlyMap<string, T>>,
): (key: string) => Promise<T | null> {
  let line = new Map<string, PromiseWithResolvers<T | null>[]>()

  async function read(): Promise<void> {
    const group = line
    line = new Map()
    if (group.size === 0) return
    try {
      const found = await act([...group.keys()])
      for (const [key, callers] of group) {
        const value = found.get(key) ?? null
        for (const [place, { resolve }] of callers.entries())
          resolve(place === 0 ? value : structuredClone(value))
      }
    } catch (failure) {
      for (const { reject } of [...group.values()].flat()) reject(failure)
    }
  }

  return (key) => {
    if (line.size === 0) setImmediate(read)
    const done = Promise.withResolvers<T | null>()
    const callers = line.get(key)
    if (callers) callers.push(done)
    else line.set(key, [done])
    if (line.size === most) void read()
    return done.promise
  }
}
