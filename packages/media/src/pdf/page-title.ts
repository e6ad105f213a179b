import { countLetters } from './clean-text.ts'
import { isPageCounter } from './page-counter.ts'

/** A line of a page: any unit of length, y downward. */
export interface SizedLine {
  text: string
  /** Baseline. */
  y: number
  /** Font size. */
  size: number
}

const maxLength = 200
const maxLines = 3
/** Titles are in this upper part. */
const upperPart = 0.55

/** Precision of the lines' font sizes. */
export interface SizeAccuracy {
  /** Relative tolerance within which sizes are equal. */
  near: number
  /** Minimum ratio of a title to the body text. */
  clearly: number
}

/** Of the sizes stated in a file. */
const stated: SizeAccuracy = { near: 0.05, clearly: 1.12 }

/** Up to this many characters a page is all title. */
const shortPage = 120

/** The largest line in the upper part of a page, and following lines of its size; null when none stands out. */
export function pageTitle(
  lines: readonly SizedLine[],
  pageHeight: number,
  { near, clearly }: SizeAccuracy = stated,
): string | null {
  const worded = lines.filter(
    ({ text }) => countLetters(text) >= 2 && /\p{L}/u.test(text) && !isPageCounter(text),
  )
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

/** The median font size by letter. */
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
