import type { CaptionCue } from '../cue.ts'

/** Cues no further apart than so many seconds belong to one roll. */
const roll = 0.1

/**
 * Generated captions roll up: each cue repeats the last line of the one before. Keeps every line where it first
 * appears.
 */
export function unrollCues(cues: readonly CaptionCue[]): CaptionCue[] {
  let shown: readonly string[] = []
  let shownUntil = Number.NEGATIVE_INFINITY
  return cues.flatMap((cue) => {
    const rolls = cue.start <= shownUntil + roll
    const repeated = rolls ? repeatedLines(shown, cue.lines) : 0
    shown = cue.lines
    shownUntil = cue.end
    const lines = cue.lines.slice(repeated)
    return lines.length === 0 ? [] : [{ ...cue, lines }]
  })
}

/** How many lines at the beginning of the next cue are the last ones of the cue before. */
function repeatedLines(shown: readonly string[], next: readonly string[]): number {
  for (let count = Math.min(shown.length, next.length); count > 0; count -= 1)
    if (shown.slice(-count).every((line, at) => line === next[at])) return count
  return 0
}
