/** Maps items in their order with at most `atOnce` at a time, so that a long list does not take a store for itself. */
export async function mapAtOnce<T, R>(
  atOnce: number,
  items: readonly T[],
  act: (item: T, place: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  const entries = items.entries()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const [place, item] of entries) results[place] = await act(item, place)
    }),
  )
  return results
}
