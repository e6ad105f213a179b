import { countLetters } from './clean-text.ts'

/** A line as it stands on a page: any unit of length, y downward. */
export interface SizedLine {
  text: string
  /** Of its baseline. */
  y: number
  /** Of its letters. */
  size: number
}

const maxLength = 200
const maxLines = 3
/** Titles are somewhere in this upper part. */
const upperPart = 0.55

/** How exactly the sizes of the lines are known. */
export interface SizeAccuracy {
  /** Sizes are the same when they differ by no more than this share. */
  near: number
  /** So much larger than most of the text is a title. */
  clearly: number
}

/** Of the sizes that a file states. */
const stated: SizeAccuracy = { near: 0.05, clearly: 1.12 }

/** A page that says no more than this is all title. Characters. */
const shortPage = 120

/** The largest line in the upper part of a page, with the lines that go on in the same size; null when none stands out. */
export function pageTitle(
  lines: readonly SizedLine[],
  pageHeight: number,
  { near, clearly }: SizeAccuracy = stated,
): string | null {
  const worded = lines.filter(({ text }) => countLetters(text) >= 2 && /\p{L}/u.test(text))
  const upper = worded.filter(({ y }) => y <= pageHeight * upperPart)
  const largest = Math.max(...upper.map(({ size }) => size))
  const isLarge = ({ size }: SizedLine): boolean => Math.abs(size - largest) <= near * largest
  const first = upper.find(isLarge)
  if (first === undefined) return null
  const others = worded.filter((line) => !isLarge(line))
  if (others.length === 0 ? lengthOf(worded) > shortPage : largest < clearly * usualSize(others)) return null

  const title = [first.text]
  let last = first
  for (const line of lines.slice(lines.indexOf(first) + 1)) {
    const goesOn = isLarge(line) && line.y > last.y && line.y - last.y < 2 * largest
    if (!goesOn || title.length === maxLines) break
    title.push(line.text)
    last = line
  }
  const text = title.join(' ')
  return text.length > maxLength ? null : text
}

/** The size that the middle letter has when all are put in the order of their size. */
function usualSize(lines: readonly SizedLine[]): number {
  let left = lengthOf(lines) / 2
  for (const { text, size } of lines.toSorted((one, other) => one.size - other.size)) {
    left -= text.length
    if (left <= 0) return size
  }
  return 0
}

const lengthOf = (lines: readonly SizedLine[]): number =>
  lines.reduce((sum, { text }) => sum + text.length, 0)
