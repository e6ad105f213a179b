/**
 * Splits a text into pieces up to a length, between paragraphs where one ends in the second half of a piece, else
 * between sentences, lines or words. No piece is empty, and only white space at the splits is lost.
 */
export function splitText(text: string, limit: number): string[] {
  const pieces: string[] = []
  let rest = text.trim()
  while (rest.length > limit) {
    const end = cutAt(rest, limit)
    pieces.push(rest.slice(0, end).trimEnd())
    rest = rest.slice(end).trimStart()
  }
  return rest === '' ? pieces : [...pieces, rest]
}

/** Split points, the best first. */
const borders = [/\n\s*\n/g, /[.!?…。！？]["'”’»)\]]*\s/g, /\n/g, /\s/g]

function cutAt(text: string, limit: number): number {
  const window = text.slice(0, limit)
  for (const border of borders) {
    const last = [...window.matchAll(border)].at(-1)
    if (last !== undefined && last.index + last[0].length > limit / 2) return last.index + last[0].length
  }
  // Not within a surrogate pair.
  return limit > 1 && /[\uD800-\uDBFF]$/.test(window) ? limit - 1 : limit
}
