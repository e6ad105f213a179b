import type { CaptionCue } from '../cue.ts'
import { makeUp } from '../group/split-words.ts'
import type { CaptionFormat, CaptionLimits, Captions, FormatName } from './caption-format.ts'
import { readMicroDvd, readMpl2 } from './counted-frames.ts'
import { decodeCaptions } from './decode-captions.ts'
import { readJsonTranscript } from './json-transcript.ts'
import { machineKind } from './machine-text.ts'
import { nameSpeakers } from './name-speakers.ts'
import { readSubRip } from './sub-rip.ts'
import { readSubStation } from './sub-station.ts'
import { takeTurns } from './take-turns.ts'
import { readTimedLines } from './timed-lines.ts'
import { readTimedTextMarkup } from './timed-text-markup.ts'
import { unrollCues } from './unroll-cues.ts'
import { readWebVtt } from './web-vtt.ts'
import { readYouTubeXml } from './youtube-xml.ts'

/** Tried in this order: those with a signature first, text of times last. */
const formats: readonly (readonly [FormatName, CaptionFormat])[] = [
  ['WebVTT', readWebVtt],
  ['JSON', readJsonTranscript],
  ['TTML', readTimedTextMarkup],
  ['YouTube XML', readYouTubeXml],
  ['SubStation', readSubStation],
  ['MicroDVD', readMicroDvd],
  ['MPL2', readMpl2],
  ['SubRip', readSubRip],
  ['text with times', readTimedLines],
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
  const plain = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
  if (plain.length > limits.chars) return null
  if (machineKind(plain) === 'an HTML page') return null
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
