import type { Cue } from '../../captions/cue.ts'

/** A word takes about so long: seconds, and for each of its letters. */
const shortestWord = 0.1
const letter = 0.07

/**
 * Silence before each word of the joined text of captions, in seconds; none where the captions do not tell when their words were said.
 * Captions let a word last until the next one begins, so that a word that lasts too long has a pause behind it.
 */
export function pausesBefore(cues: readonly Cue[], text: string): number[] {
  const pauses: number[] = []
  let over: number | null = null
  for (const cue of cues) {
    const said = cue.text.split(/\s+/).filter((word) => word !== '')
    const { words } = cue
    if (words === undefined || words.length !== said.length) {
      for (const at of said.keys()) pauses.push(at > 0 || over === null ? 0 : Math.max(0, cue.start - over))
      over = cue.end
      continue
    }
    for (const { start, end, text: word } of words) {
      pauses.push(over === null ? 0 : Math.max(0, start - over))
      over = Math.min(end, start + shortestWord + letter * word.length)
    }
  }
  // A word that a line break divided was joined
  return pauses.length === text.split(' ').filter((word) => word !== '').length ? pauses : []
}
