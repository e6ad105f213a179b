/**
 * Runs tasks in parallel. When one fails the others are aborted; the first failure is thrown after all have ended, so
 * that no task runs on unnoticed.
 */
export async function runTogether<T extends unknown[]>(
  signal: AbortSignal,
  tasks: { [K in keyof T]: (signal: AbortSignal) => Promise<T[K]> },
): Promise<T> {
  const stop = new AbortController()
  const both = AbortSignal.any([signal, stop.signal])
  let first: { reason: unknown } | null = null
  const settled = await Promise.all(
    tasks.map(async (task) => {
      try {
        return await task(both)
      } catch (reason) {
        first ??= { reason }
        stop.abort(reason)
        return undefined
      }
    }),
  )
  if (first !== null) throw (first as { reason: unknown }).reason
  return settled as T
}
