/** Words as they are compared: without bullets, in one form of each letter. */
export const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .split(/\s+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .map((word) => word.replace(/[\u200E\u200F\u202A-\u202E]/gu, ''))

/** Share of the known words that were found, each as often as it is known. */
export function shareFound(found: readonly string[], known: readonly string[]): number {
  const left = new Map<string, number>()
  for (const word of found) left.set(word, (left.get(word) ?? 0) + 1)
  const hits = known.filter((word) => {
    const count = left.get(word) ?? 0
    left.set(word, count - 1)
    return count > 0
  })
  return known.length === 0 ? 1 : hits.length / known.length
}

/** Length of the longest common subsequence by that of the longer list, of the words that both have. */
export function sameOrder(one: readonly string[], other: readonly string[]): number {
  const [a, b] = [common(one, other), common(other, one)]
  const longer = Math.max(a.length, b.length)
  if (longer === 0) return 1
  let row = new Uint32Array(b.length + 1)
  for (const word of a) {
    const next = new Uint32Array(b.length + 1)
    for (const [index, known] of b.entries())
      next[index + 1] =
        word === known ? (row[index] ?? 0) + 1 : Math.max(row[index + 1] ?? 0, next[index] ?? 0)
    row = next
  }
  return (row[b.length] ?? 0) / longer
}

function common(words: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others)
  return words.filter((word) => known.has(word))
}
