import type { TextPiece } from './text-piece.ts'

/** Signs that begin a point of a list. */
const signs = '•‣◦▪▫▸▹►▻●○■□◆◇◾◽∙·➢➤➔→✓✔✗✘★☆❖❑❒⁃➣➥➨'
const sign = new RegExp(`^[${signs}\\uE000-\\uF8FF*–—-]$`, 'u')
/** Letters that symbol fonts show as a bullet: Wingdings and the "o" that PowerPoint takes from Courier New. */
const symbolLetter = /^[nqvluwpØü§ðèàFo¡¨]$/u
/** Minimum gap between bullet and text, in em. */
const gap = 0.2

/** The bullet or number with which a line begins, and the blanks after it. */
export const lineBullet = new RegExp(`^\\s*(?:[${signs}\\uE000-\\uF8FF]|[*–—-](?=\\s)|o(?=\\s{2}))\\s*`, 'u')
export const lineNumber = /^\s*(?:\(?\d{1,2}[.)]|\(?[a-zA-Z]\))\s+(?=\S)/u

/** `•` where a piece is the bullet of the piece that stands after it; null where it is none. */
export function bulletOf(piece: TextPiece, next: TextPiece | undefined): string | null {
  const text = piece.text.trim()
  if (next === undefined || [...text].length !== 1) return null
  const apart = next.x - (piece.x + piece.width)
  if (sign.test(text)) return apart > 0.05 * piece.size ? '•' : null
  const isSymbol = symbolLetter.test(text) && piece.font !== next.font && apart > gap * next.size
  return isSymbol && !/^\p{Ll}/u.test(next.text.trim().slice(0, 1))
    ? '•'
    : isSymbol && text !== 'o'
      ? '•'
      : null
}
