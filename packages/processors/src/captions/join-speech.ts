/** Scripts that write no blanks between words. Korean has them. */
const unspaced = String.raw`\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Bopomofo}\p{sc=Yi}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}`
/** Marks of these scripts and full-width forms: they hold their own space. */
const marks = String.raw`\u3001-\u303f\u30fb\uff01-\uff60`

const endsUnspaced = new RegExp(`[${unspaced}]$`, 'u')
const unspacedBegin = new RegExp(`^[${unspaced}]`, 'u')
const endsInMark = new RegExp(`[${marks}]$`, 'u')
const beginsWithMark = new RegExp(`^[${marks}]`, 'u')

/** Whether a text begins in a script without blanks. */
export const beginsUnspaced = (text: string): boolean => unspacedBegin.test(text)

/** Whether these two pieces of one text are written with a blank between them. */
export function needsBlank(before: string, after: string): boolean {
  const end = before.slice(-2)
  const begin = after.slice(0, 2)
  if (endsInMark.test(end) || beginsWithMark.test(begin)) return false
  // A number belongs to what it counts; a Latin word keeps its blank.
  const [last, first] = [endsUnspaced.test(end), beginsUnspaced(begin)]
  return !((last || /\d$/.test(end)) && (first || /^\d/.test(begin)) && (last || first))
}

/** Puts pieces of speech together: lines of a caption, captions of a paragraph. Empty ones are left out. */
export function joinSpeech(pieces: Iterable<string>): string {
  const parts: string[] = []
  let before = ''
  for (const piece of pieces) {
    if (piece === '') continue
    if (before !== '' && needsBlank(before, piece)) parts.push(' ')
    parts.push(piece)
    before = piece
  }
  return parts.join('')
}
