import type { TextPiece } from './text-piece.ts'

/** Accents that stand alone, and the ones that combine with a letter. */
const accents: ReadonlyMap<string, string> = new Map([
  ['¨', '\u0308'],
  ['´', '\u0301'],
  ['`', '\u0300'],
  ['ˆ', '\u0302'],
  ['^', '\u0302'],
  ['˜', '\u0303'],
  ['~', '\u0303'],
  ['ˇ', '\u030C'],
  ['˘', '\u0306'],
  ['¯', '\u0304'],
  ['˙', '\u0307'],
  ['˚', '\u030A'],
  ['°', '\u030A'],
  ['˝', '\u030B'],
  ['¸', '\u0327'],
  ['˛', '\u0328'],
])
/** Accents that are nothing else within a word; an acute may be an apostrophe. */
const plain = /(?<=\p{L})([¨ˆ˜ˇ˘˚˝])(\p{L})|(^|\s)([¨ˆ˜ˇ˘˝])(\p{L})/gu
const dotless: ReadonlyMap<string, string> = new Map([
  ['ı', 'i'],
  ['ȷ', 'j'],
])

/**
 * Composes letters of TeX's older fonts, which draw the accent and then the letter over it. Pieces in drawing order, as
 * pdf.js splits them where the pen goes back.
 */
export function composeAccents(pieces: readonly TextPiece[]): TextPiece[] {
  const composed: TextPiece[] = []
  for (const given of pieces) {
    const piece = { ...given }
    const last = composed.at(-1)
    if (last && overlaps(last, piece)) join(last, piece)
    composed.push({ ...piece, text: composeWithin(piece.text) })
  }
  return composed.filter(({ text }) => text !== '')
}

/** Whether the pen went back by at most a letter. */
function overlaps(last: TextPiece, piece: TextPiece): boolean {
  const size = Math.max(last.size, piece.size)
  const back = last.x + last.width - piece.x
  return back > 0.08 * size && back < 1.1 * size && Math.abs(last.y - piece.y) < 0.6 * size
}

/** Moves the accent at the end of a piece to the letter drawn under it, or the one that begins a piece to the letter before. */
function join(last: TextPiece, piece: TextPiece): void {
  const before = compose(firstOf(piece.text), lastOf(last.text))
  if (before !== null) {
    piece.text = before + piece.text.slice(firstOf(piece.text).length)
    last.text = last.text.slice(0, -1)
    last.width = last.text === '' ? 0 : Math.max(0, piece.x - last.x)
    return
  }
  const after = compose(lastOf(last.text), firstOf(piece.text))
  if (after === null) return
  last.text = last.text.slice(0, -lastOf(last.text).length) + after
  piece.text = piece.text.slice(1)
}

const composeWithin = (text: string): string =>
  text.replace(plain, (whole, first, letter, space = '', other, start) => {
    const made = first === undefined ? compose(start, other) : compose(letter, first)
    return made === null ? whole : space + made
  })

/** The letter with the accent, as one code point; null where there is none. */
function compose(letter: string, accent: string): string | null {
  const mark = accents.get(accent)
  if (mark === undefined || !/^\p{L}$/u.test(letter)) return null
  const made = ((dotless.get(letter) ?? letter) + mark).normalize('NFC')
  return [...made].length === 1 ? made : null
}

const firstOf = (text: string): string => [...text.slice(0, 2)][0] ?? ''
const lastOf = (text: string): string => [...text.slice(-2)].at(-1) ?? ''
