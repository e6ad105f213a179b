/** Slow speech: characters a second. */
const slow = 5
/** Added to what the text takes, seconds. */
const pause = 2

/** When speech ends whose file tells only where it begins: where the next begins, but for a long pause. */
export function addEnds<T extends { start: number; end: number | null; text: string }>(
  items: readonly T[],
): (T & { end: number })[] {
  const starts = [...new Set(items.map(({ start }) => start))].toSorted((a, b) => a - b)
  const nextOf = new Map(starts.map((start, at) => [start, starts[at + 1] ?? Infinity]))
  return items.map((item) => {
    const { start, end, text } = item
    if (end !== null && end > start) return { ...item, end }
    const next = nextOf.get(start) ?? Infinity
    return { ...item, end: Math.min(next, start + pause + text.length / slow) }
  })
}
