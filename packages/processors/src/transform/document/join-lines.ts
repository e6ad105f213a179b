/** Writing without blanks between words. */
const unspaced =
  '[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\u3000-\\u303F\\uFF00-\\uFFEF]'
const endsUnspaced = new RegExp(`${unspaced}$`, 'u')
const beginsUnspaced = new RegExp(`^${unspaced}`, 'u')

/** A line and the one that goes on with it: a word cut by the line break is joined, `E-` and `Mail` keep the hyphen. */
export function joinLines(text: string, more: string): string {
  if (/\p{Ll}[-‐\u00AD]$/u.test(text) && /^\p{Ll}/u.test(more)) return text.slice(0, -1) + more
  if (/[\p{L}\p{N}][-‐]$/u.test(text) && /^[\p{L}\p{N}]/u.test(more)) return text + more
  return endsUnspaced.test(text) && beginsUnspaced.test(more) ? text + more : `${text} ${more}`
}
