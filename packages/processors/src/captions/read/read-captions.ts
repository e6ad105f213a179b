import type { CaptionCue } from '../cue.ts'
import { makeUp } from '../group/split-words.ts'
import type { CaptionFormat, CaptionLimits, Captions, FormatName } from './caption-format.ts'
import { decodeCaptions } from './decode-captions.ts'
import { nameSpeakers } from './name-speakers.ts'
import { readSubRip } from './sub-rip.ts'
import { takeTurns } from './take-turns.ts'
import { unrollCues } from './unroll-cues.ts'
import { readWebVtt } from './web-vtt.ts'

/** Tried in this order; SubRip has no signature and comes last. */
const formats: readonly (readonly [FormatName, CaptionFormat])[] = [
  ['WebVTT', readWebVtt],
  ['SubRip', readSubRip],
]

export const captionLimits = {
  cues: 50_000,
  chars: 5_000_000,
  charsOfCue: 5_000,
} as const satisfies CaptionLimits

/** Captions and the format in which they were written. */
export interface ReadCaptions extends Captions {
  format: FormatName
}

/** Reads captions of any known format; null for a file without a cue. The language helps to decode old files. */
export const readCaptions = (bytes: Uint8Array, language?: string | null): ReadCaptions | null =>
  readCaptionText(decodeCaptions(bytes, language))

/** The same for text. Cues are sorted by start, and each ends after it starts. */
export function readCaptionText(text: string, limits: CaptionLimits = captionLimits): ReadCaptions | null {
  const plain = text.replace(/\r\n?/g, '\n')
  if (plain.length > limits.chars) return null
  for (const [format, read] of formats) {
    const found = read(plain, limits)
    if (found === null) continue
    const cues = settled(found.cues).slice(0, limits.cues)
    return cues.length === 0 ? null : { ...found, format, cues }
  }
  return null
}

/** In order of time, each line once, with who speaks. */
function settled(cues: readonly CaptionCue[]): CaptionCue[] {
  const unrolled = unrollCues(cues.toSorted((a, b) => a.start - b.start))
  return nameSpeakers(takeTurns(unrolled)).map(({ words, ...cue }) =>
    words !== undefined && makeUp(words, cue.lines.join('')) ? { ...cue, words } : cue,
  )
}
