import type { CaptionCue } from '../cue.ts'

/** Cues no further apart than so many seconds belong to one roll. */
const roll = 0.1
/** A cue as short as this repeats what it shows: nobody can read it. */
const instant = 0.05
/** A line that long is not said twice by chance. */
const longLine = 12
/** Share of a file's cues in a row that roll, in a file that rolls. */
const shareThatRolls = 0.25

/** How a cue goes on with the one before. */
interface Overlap {
  /** Lines at its beginning that were shown already. */
  lines: number
  /** The last of these lines has become longer. */
  grown: boolean
}

/**
 * Generated and live captions roll up: each cue repeats the last lines of the one before, or the same line with more
 * words. They are known by that shape, in a row of cues or a whole file; keeps every line where it first appears.
 */
export function unrollCues(cues: readonly CaptionCue[]): CaptionCue[] {
  const overlaps = cues.map((cue, at) => overlapOf(cues[at - 1], cue))
  const rolls = rollsOf(cues, overlaps)
  const unrolled: CaptionCue[] = []
  for (const [at, cue] of cues.entries()) {
    const overlap = rolls[at] ? overlaps[at] : null
    const last = unrolled.at(-1)
    if (!overlap || last === undefined) {
      unrolled.push(cue)
      continue
    }
    if (overlap.grown) grow(last, cue, overlap.lines)
    const lines = cue.lines.slice(overlap.lines)
    if (lines.length > 0) unrolled.push({ ...cue, lines })
  }
  return unrolled
}

/** Which cues repeat the one before because the captions roll. */
function rollsOf(cues: readonly CaptionCue[], overlaps: readonly (Overlap | null)[]): boolean[] {
  const strong = overlaps.map((overlap, at) => overlap !== null && isStrong(cues[at - 1], cues[at], overlap))
  const count = strong.filter(Boolean).length
  const adjoining = cues.filter((cue, at) => adjoins(cues[at - 1], cue)).length
  const long = cues.some((cue, at) => strong[at] && (cue.lines[0] ?? '').length >= longLine)
  const all = count >= shareThatRolls * adjoining && (count >= 3 || (long && adjoining <= 2))
  return strong.map((one, at) => {
    if (!one) return false
    return all || strong[at - 1] === true || strong[at + 1] === true || isInstant(cues[at])
  })
}

const isInstant = (cue: CaptionCue | undefined): boolean =>
  cue !== undefined && cue.end - cue.start <= instant

const adjoins = (before: CaptionCue | undefined, cue: CaptionCue): boolean =>
  before !== undefined && cue.start <= before.end + roll

/** A whole cue that comes again may be said again; one that shows more or less than the one before is not. */
function isStrong(
  before: CaptionCue | undefined,
  cue: CaptionCue | undefined,
  { lines, grown }: Overlap,
): boolean {
  if (before === undefined || cue === undefined) return false
  return grown || cue.lines.length > lines || before.lines.length > lines || isInstant(cue)
}

function overlapOf(before: CaptionCue | undefined, cue: CaptionCue): Overlap | null {
  if (before === undefined || !adjoins(before, cue) || before.speaker !== cue.speaker) return null
  for (let count = Math.min(before.lines.length, cue.lines.length); count > 0; count -= 1) {
    const shown = before.lines.slice(-count)
    if (!shown.slice(0, -1).every((line, at) => line === cue.lines[at])) continue
    const [last = '', next = ''] = [shown.at(-1), cue.lines[count - 1]]
    if (last === next) return { lines: count, grown: false }
    if (goesOn(last, next)) return { lines: count, grown: true }
  }
  return null
}

/** The same line with more words, or with more of its last word. */
const goesOn = (line: string, next: string): boolean => next.length > line.length && next.startsWith(line)

function grow(last: CaptionCue, cue: CaptionCue, lines: number): void {
  last.lines = [...last.lines.slice(0, -1), cue.lines[lines - 1] ?? '']
  last.end = cue.end
  delete last.words
}
