import type { RouteDeps } from '../routes/route-deps.ts'

/** Resolves when another event of a job or batch is logged, or after so many milliseconds: news can be lost. */
export function newsOf({ nudge }: Pick<RouteDeps, 'nudge'>, id: string, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      stop()
      resolve()
    }
    const timer = setTimeout(done, ms)
    const stop = nudge.listen(id, done)
  })
}
