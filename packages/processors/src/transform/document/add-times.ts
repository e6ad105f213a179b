import type { Cue } from '../../captions/cue.ts'
import { timeLink } from './time-link.ts'

/** What is shorter may be said at many places. Letters and digits. */
const shortest = 20

/** Appends times to the items of a Markdown list that quote the recording verbatim. Other text stays as it is. */
export function addTimes(markdown: string, cues: readonly Cue[], video: string | null): string {
  if (cues.length === 0 || !/^\s*[-*+]\s/m.test(markdown)) return markdown
  const speech = cues.map(({ text }) => letters(text))
  const whole = speech.join('')
  return markdown
    .split('\n')
    .map((line) => {
      const item = /^\s*[-*+]\s+(.*\S)\s*$/.exec(line)?.[1]
      const wanted = item === undefined || item.includes('](') ? '' : letters(item)
      const at = wanted.length < shortest ? -1 : whole.indexOf(wanted)
      const cue = at === -1 ? undefined : cues[pieceAt(speech, at)]
      return cue === undefined ? line : `${line.trimEnd()} ${timeLink(cue.start, video)}`
    })
    .join('\n')
}

/** Which piece of the joined text holds this place. */
function pieceAt(pieces: readonly string[], place: number): number {
  let end = 0
  return pieces.findIndex((piece) => {
    end += piece.length
    return place < end
  })
}

const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
