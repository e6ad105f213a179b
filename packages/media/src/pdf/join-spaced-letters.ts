import type { TextPiece } from './text-piece.ts'

/** Fewer letters apart may be what they seem: options A to D, axes x and y. */
const fewest = 5
/** A gap wider than the usual one by this much stands between words. */
const wider = 1.8

/** Whether a text is drawn letter by letter with wide gaps, such as `T i t l e`. */
export function isSpaced(text: string): boolean {
  const tokens = text.trim().split(/\s+/u)
  const single = tokens.filter((token) => /^\p{L}\p{M}*$/u.test(token)).map((token) => token.toLowerCase())
  if (single.length < fewest || single.length < 0.8 * tokens.length) return false
  const isAlphabet = single.every((letter, index) => index === 0 || letter > (single[index - 1] ?? ''))
  return new Set(single).size > 3 && !isAlphabet
}

/** The words of such a text: wider gaps stand between them. */
export function joinSpacedLetters(run: readonly { piece: TextPiece; gap: number; blanks: number }[]): string {
  const gaps = run.slice(1).map(({ gap }) => gap)
  const usual = gaps.toSorted((one, other) => one - other)[gaps.length >> 1] ?? 0
  const letters = run.filter(({ piece }) => piece.text.trim().length === 1).length > run.length / 2
  return run
    .map(({ piece, gap, blanks }, index) => {
      const words = piece.text
        .trim()
        .split(/\s{2,}/u)
        .map((word) => word.replace(/\s/gu, ''))
        .join(' ')
      const apart = letters ? gap > wider * usual : blanks > 0
      return (index > 0 && apart ? ' ' : '') + words
    })
    .join('')
}
