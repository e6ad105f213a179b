/** Maps a list with limited concurrency, in order. After a failure no item is started, and it is thrown once. */
export async function mapInParallel<T, R>(
  items: readonly T[],
  concurrency: number,
  map: (item: T, at: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  let next = 0
  let failed = false
  const work = async (): Promise<void> => {
    while (!failed && next < items.length) {
      const at = next++
      const item = items[at] as T
      try {
        results[at] = await map(item, at)
      } catch (thrown) {
        failed = true
        throw thrown
      }
    }
  }
  const settled = await Promise.allSettled(Array.from({ length: concurrency }, work))
  const failure = settled.find((one) => one.status === 'rejected')
  if (failure) throw failure.reason
  return results
}
