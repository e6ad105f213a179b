import { bulletOf, lineBullet, lineNumber } from './bullets.ts'
import { isSpaced, joinSpacedLetters } from './join-spaced-letters.ts'
import type { TextPiece } from './text-piece.ts'

/** Adjacent pieces on one baseline. */
export interface Fragment extends TextPiece {
  /** Index of its row from the top. */
  row: number
  /** Left edge of the text after a bullet or number; `x` without one. */
  hang: number
}

/** In the smaller font size; nearer baselines are one row. */
const sameBaseline = 0.3
/** Minimum gap of a space, in em. */
const blankGap = 0.16
/** Minimum gap of columns or cells. */
const columnGap = 1.05
/** The same between monospaced pieces, in characters: code is aligned by blanks. */
const codeGap = 6
/** Blanks that a gap within code stands for at most. */
const mostBlanks = 40
/** Maximum size ratio of superscripts and subscripts. */
const scriptSize = 0.8
const comment = /^\s*(#|\/\/|\/\*|--\s|;;|←|<-)/u

/** Groups pieces into rows, and adjacent pieces of a row together. From top to bottom. */
export function textRows(pieces: readonly TextPiece[]): Fragment[] {
  const rows: TextPiece[][] = []
  for (const piece of pieces.toSorted((one, other) => one.y - other.y)) {
    const row = rows.at(-1)
    const first = row?.[0]
    const isAlone = piece.table !== undefined || first?.table !== undefined
    if (row && first && !isAlone && piece.y - first.y <= sameBaseline * Math.min(first.size, piece.size))
      row.push(piece)
    else rows.push([piece])
  }
  placeScripts(rows)
  return rows.filter((row) => row.length > 0).flatMap((row, number) => joinRow(row, number))
}

/** Superscripts and subscripts join the row of their letters. */
function placeScripts(rows: TextPiece[][]): void {
  for (const [index, row] of rows.entries()) {
    for (const near of [rows[index - 1], rows[index + 1]]) {
      if (!near) continue
      const moved = row.filter((piece) => near.some((base) => isScriptOf(piece, base)))
      if (moved.length === 0) continue
      near.push(...moved)
      row.splice(0, row.length, ...row.filter((piece) => !moved.includes(piece)))
    }
  }
}

function isScriptOf(piece: TextPiece, base: TextPiece): boolean {
  if (piece.size > scriptSize * base.size || Math.abs(piece.y - base.y) > 0.6 * base.size) return false
  const gap = Math.max(piece.x - (base.x + base.width), base.x - (piece.x + piece.width))
  return Math.abs(gap) <= 0.3 * base.size
}

/** Pieces from left to right, each with the gap before it, and the blanks that the gap stands for. */
type Run = { piece: TextPiece; gap: number; blanks: number }[]

function joinRow(row: TextPiece[], number: number): Fragment[] {
  const runs: Run[] = []
  let right = Number.NEGATIVE_INFINITY
  let last: TextPiece | undefined
  let blank = false
  for (const piece of row.toSorted((one, other) => one.x - other.x)) {
    // pdf.js fills gaps with blanks: those of words, of cells, and of indented code.
    if (piece.text.trim() === '') {
      blank = true
      continue
    }
    const run = runs.at(-1)
    const gap = piece.x - right
    const size = Math.max(piece.size, last?.size ?? 0)
    if (run === undefined || last === undefined || isApart(last, piece, gap, size))
      runs.push([{ piece, gap: 0, blanks: 0 }])
    else if (isDoubled(piece, last, right)) continue
    else run.push({ piece, gap, blanks: Math.max(blank ? 1 : 0, blanksOf(last, piece, gap, size)) })
    blank = false
    right = last === undefined || run !== runs.at(-1) ? edgeOf(piece) : Math.max(right, edgeOf(piece))
    last = piece
  }
  const rtl = isRightToLeft(row)
  return runs.map((run) => fragmentOf(run, number, rtl))
}

const edgeOf = ({ x, width }: TextPiece): number => x + width

function isApart(last: TextPiece, piece: TextPiece, gap: number, size: number): boolean {
  if (!last.mono || !piece.mono) return gap > columnGap * size
  return gap > codeGap * charWidth(piece) && !comment.test(piece.text)
}

/** Bold and shadowed letters are often drawn twice, slightly apart. */
function isDoubled(piece: TextPiece, last: TextPiece, right: number): boolean {
  const offset = right - edgeOf(piece)
  return last.text.endsWith(piece.text) && Math.abs(offset) < 0.12 * piece.size && piece.text.trim() !== ''
}

function blanksOf(last: TextPiece, piece: TextPiece, gap: number, size: number): number {
  const apart = gap > blankGap * size
  if (last.mono && piece.mono && apart)
    return Math.max(1, Math.min(mostBlanks, Math.round(gap / charWidth(piece))))
  return apart ? 1 : 0
}

/** Of a monospaced piece; most are 0.6 em. */
export const charWidth = ({ text, width, size }: Pick<TextPiece, 'text' | 'width' | 'size'>): number => {
  const chars = text.trim() === '' ? 0 : text.length
  return chars > 0 && width > 0 ? width / chars : 0.6 * size
}

function fragmentOf(run: Run, row: number, rtl: boolean): Fragment {
  const pieces = run.map(({ piece }) => piece)
  const words = pieces.filter(({ text }) => text.trim().length > 1)
  // A fragment's size and font come from its letters, not from a superscript or a bullet.
  const [main = run[0]?.piece] = words.toSorted((one, other) => other.text.length - one.text.length)
  const [first = run[0]?.piece] = pieces
  const x = first?.x ?? 0
  const size = Math.max(0, ...(words.length > 0 ? words : pieces).map((piece) => piece.size))
  const width = Math.max(0, ...pieces.map(edgeOf)) - x
  const bullet = first && bulletOf(first, pieces[1])
  const text = bullet ? `${bullet} ${textOf(run.slice(1), rtl).trimStart()}` : textOf(run, rtl)
  return {
    text: isSpaced(text) ? joinSpacedLetters(run) : text,
    x,
    y: pieces.find((piece) => piece.size === size)?.y ?? first?.y ?? 0,
    width,
    size,
    rtl,
    font: main?.font ?? '',
    mono: words.length > 0 ? words.every(({ mono }) => mono) : pieces.every(({ mono }) => mono),
    row,
    table: first?.table,
    hang: bullet ? (pieces[1]?.x ?? x) : x + shareOfMark(text) * width,
  }
}

/** Share of a text that its bullet or number takes. */
function shareOfMark(text: string): number {
  const [mark = ''] = lineBullet.exec(text) ?? lineNumber.exec(text) ?? []
  return mark.length / Math.max(1, text.length)
}

/** In the order of speech: pieces stand from left to right, those of a right-to-left row the other way around. */
function textOf(run: Run, rtl: boolean): string {
  const parts: { rtl: boolean; entries: Run }[] = []
  for (const entry of run) {
    const open = parts.at(-1)
    // A blank or a sign belongs to what stands before it
    const own = /[\p{L}\p{N}]/u.test(entry.piece.text) ? entry.piece.rtl : (open?.rtl ?? rtl)
    if (open && open.rtl === own) open.entries.push(entry)
    else parts.push({ rtl: own, entries: [entry] })
  }
  const ordered = rtl ? parts.toReversed() : parts
  const texts = ordered.map((part) => joinEntries(part.entries, part.rtl))
  return texts.reduce((text, next, index) => {
    const between = rtl ? ordered[index - 1]?.entries[0] : ordered[index]?.entries[0]
    return text + blankBetween(text, next, between?.blanks ?? 0) + next
  }, '')
}

function joinEntries(entries: Run, rtl: boolean): string {
  let text = ''
  for (const [index, { piece, blanks }] of entries.entries()) {
    if (rtl) text = piece.text + (index === 0 ? '' : blankBetween(piece.text, text, blanks)) + text
    else text += (index === 0 ? '' : blankBetween(text, piece.text, blanks)) + piece.text
  }
  return text
}

function blankBetween(text: string, more: string, blanks: number): string {
  if (blanks === 0 || text === '') return ''
  if (blanks === 1) return /\s$/u.test(text) || /^\s/u.test(more) ? '' : ' '
  return ' '.repeat(blanks)
}

/** Whether most letters of a row are written from the right. */
function isRightToLeft(row: readonly TextPiece[]): boolean {
  let balance = 0
  for (const { text, rtl } of row) {
    const letters = text.match(/\p{L}/gu)?.length ?? 0
    // Hebrew and Arabic write fewer letters for a word
    balance += rtl ? 1.3 * letters : -letters
  }
  return balance > 0
}
