/** Words of a text, without accents and punctuation. */
export const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

/** Shorter words tell nothing, unless a title has no other. */
const telling = 4

/** Share of the letters of a title whose words a text holds, misread ones too: 0 to 1. */
export function titleLikeness(title: string, text: readonly string[]): number {
  const all = wordsOf(title)
  const long = all.filter((word) => word.length >= telling)
  const words = long.length > 0 ? long : all
  const letters = words.reduce((sum, word) => sum + word.length, 0)
  if (letters === 0) return 0
  const known = new Set(text)
  const found = words.filter((word) => known.has(word) || text.some((other) => isMisread(word, other)))
  return found.reduce((sum, word) => sum + word.length, 0) / letters
}

/** One letter in five is another, more or less. */
function isMisread(word: string, other: string): boolean {
  const most = Math.floor(word.length / 5)
  if (most === 0 || Math.abs(word.length - other.length) > most) return false
  let row = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let i = 1; i <= word.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= other.length; j += 1)
      next.push(
        Math.min(
          (row[j] ?? 0) + 1,
          (next[j - 1] ?? 0) + 1,
          (row[j - 1] ?? 0) + Number(word[i - 1] !== other[j - 1]),
        ),
      )
    row = next
  }
  return (row.at(-1) ?? most + 1) <= most
}
