/**
 * Which share of the words of a known text was found, 0 to 1: the longest row of words that both texts have in the same
 * order, against the words of the known one. Case, punctuation and marks of layout do not count.
 */
export function shareOfWords(known: string, found: string): number {
  const wanted = wordsOf(known)
  const had = wordsOf(found)
  if (wanted.length === 0) return 1
  let row = new Uint32Array(had.length + 1)
  for (const word of wanted) {
    const next = new Uint32Array(had.length + 1)
    for (const [index, other] of had.entries()) {
      next[index + 1] =
        word === other ? (row[index] ?? 0) + 1 : Math.max(row[index + 1] ?? 0, next[index] ?? 0)
    }
    row = next
  }
  return (row[had.length] ?? 0) / wanted.length
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{L}\p{N}]+(?:'\p{L}+)*/gu) ?? []
  )
}
