/** From and to, in UTF-16 units of the text; `to` is exclusive. */
export type Span = readonly [from: number, to: number]

/**
 * Where a text holds what a reader types: without regard to case, accents, and how much space there is between words.
 * The spans do not overlap. Empty for an empty query.
 */
export function findText(text: string, query: string): Span[] {
  const wanted = fold(query.trim()).folded
  if (wanted === '') return []
  const { folded, places } = fold(text)
  const found: Span[] = []
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + wanted.length)) {
    const last = at + wanted.length - 1
    found.push([places[at]?.[0] ?? 0, places[last]?.[1] ?? text.length])
  }
  return found
}

/** A text as it is compared, and for each of its units where it stands in the original. */
function fold(text: string): { folded: string; places: Span[] } {
  let folded = ''
  const places: Span[] = []
  let at = 0
  for (const character of text) {
    const end = at + character.length
    const isSpace = /\s/.test(character)
    const plain = isSpace ? ' ' : character.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
    const previous = places.at(-1)
    if (plain === '' && previous !== undefined) {
      // A mark that stands alone belongs to the letter before it.
      places[places.length - 1] = [previous[0], end]
    } else if (!(isSpace && folded.endsWith(' '))) {
      folded += plain
      for (let unit = 0; unit < plain.length; unit += 1) places.push([at, end])
    }
    at = end
  }
  return { folded, places }
}
