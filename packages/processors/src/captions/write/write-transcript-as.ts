import type { StoredSegment } from '../../audio/contract.ts'
import { spokenSegments } from '../../audio/stored-segments.ts'
import { divideSpeech } from '../group/divide-speech.ts'
import { showCues } from './show-cues.ts'
import { writeSpeechText } from './write-speech-text.ts'
import { writeSrt } from './write-srt.ts'
import { writeVtt } from './write-vtt.ts'

/** Formats in which a transcript is given out. */
export const transcriptFormats = ['vtt', 'srt', 'json', 'text'] as const
export type TranscriptFormat = (typeof transcriptFormats)[number]

/** A stored transcript in one of the formats; JSON as it is stored. */
export function writeTranscriptAs(
  format: TranscriptFormat,
  stored: readonly StoredSegment[],
  language: string | null,
): string {
  if (format === 'json') return `${JSON.stringify(stored)}\n`
  const speech = spokenSegments(stored)
  if (format === 'text') return writeSpeechText(speech, language ?? 'en')
  const cues = divideSpeech(speech)
  return format === 'vtt' ? writeVtt(showCues(cues)) : writeSrt(cues)
}
