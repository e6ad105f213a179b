import type { TextPiece } from './text-piece.ts'

/** Letters that a font must have shown before its widths say anything. */
const enough = { pieces: 4, letters: 8 }
/** Widths of a letter in em that monospaced fonts have; those of East Asian writing are wider. */
const usual = { least: 0.45, most: 0.7 }
/** Relative difference by which widths are the same. */
const same = 0.012

/** Names of fonts whose pieces are all as wide as they are long: the file may not state it (TeX's do not). */
export function monoFonts(
  pieces: readonly Pick<TextPiece, 'text' | 'width' | 'size' | 'font'>[],
): Set<string> {
  const fonts = Map.groupBy(
    pieces.filter(({ text }) => [...text.trim()].length >= 2),
    ({ font }) => font,
  )
  return new Set([...fonts].flatMap(([font, own]) => (isMono(own) ? [font] : [])))
}

function isMono(pieces: readonly Pick<TextPiece, 'text' | 'width' | 'size'>[]): boolean {
  const texts = new Set(pieces.map(({ text }) => text))
  const letters = new Set(
    [...texts]
      .slice(0, 50)
      .join('')
      .match(/[A-Za-z]/g),
  )
  if (texts.size < enough.pieces || letters.size < enough.letters) return false
  const widths = pieces.map(({ text, width, size }) => width / ([...text].length * size))
  const [first = 0] = widths
  return (
    first >= usual.least &&
    first <= usual.most &&
    widths.every((width) => Math.abs(width - first) <= same * first)
  )
}
