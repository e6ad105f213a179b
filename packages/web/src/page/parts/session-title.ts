/** A title for comparison: lower case, letters and digits only, one blank between words. */
export const comparable = (text: string): string =>
  text
    .slice(0, 1_000)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim()

/**
 * How well a heading names the session, from 0 to 1; both are comparable. 1 is equality, then the whole title within the
 * heading (with time or speakers beside it), the heading without its subtitle, and last another spelling.
 */
export function titleLikeness(heading: string, wanted: string): number {
  if (heading === '' || wanted === '') return 0
  if (heading === wanted) return 1
  const [short, long] = heading.length < wanted.length ? [heading, wanted] : [wanted, heading]
  const ratio = short.length / long.length
  if (holdsPhrase(long, short)) {
    const enough = heading === long ? short.includes(' ') || short.length >= 8 : ratio >= 0.4
    if (enough && short.length >= 4 && ratio >= 0.15) return 0.8 + 0.15 * ratio
  }
  if (ratio < 0.75) return 0
  const alike = sharedPairs(heading, wanted)
  return alike >= 0.85 ? alike * 0.8 : 0
}

/** Scripts without blanks between words are compared by their characters. */
export const holdsPhrase = (text: string, phrase: string): boolean =>
  /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Thai}/u.test(phrase)
    ? text.includes(phrase)
    : ` ${text} `.includes(` ${phrase} `)

/** Sørensen–Dice coefficient of pairs of characters. */
function sharedPairs(a: string, b: string): number {
  const pairs = new Map<string, number>()
  for (let at = 0; at + 1 < a.length; at += 1) {
    const pair = a.slice(at, at + 2)
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  let shared = 0
  for (let at = 0; at + 1 < b.length; at += 1) {
    const pair = b.slice(at, at + 2)
    const left = pairs.get(pair) ?? 0
    if (left > 0) {
      shared += 1
      pairs.set(pair, left - 1)
    }
  }
  return (2 * shared) / Math.max(1, a.length + b.length - 2)
}
