import type { ArtifactRef, StepArtifacts } from '@async-events/core'
import { countWords } from '../../audio/count-words.ts'
import { storedSegments } from '../../audio/stored-segments.ts'
import type { Cue } from '../cue.ts'
import { divideSpeech } from '../group/divide-speech.ts'
import { showCues } from './show-cues.ts'
import { writeSpeechText } from './write-speech-text.ts'
import { writeSrt } from './write-srt.ts'
import { writeVtt } from './write-vtt.ts'

/** Speech as files: a JSON list of segments, captions in two formats, and plain text in paragraphs. */
export interface StoredTranscript {
  segments: ArtifactRef
  vtt: ArtifactRef
  srt: ArtifactRef
  text: ArtifactRef
  words: number
}

export async function storeTranscript(
  artifacts: Pick<StepArtifacts, 'put'>,
  speech: readonly Cue[],
  language: string,
): Promise<StoredTranscript> {
  const cues = divideSpeech(speech)
  const text = writeSpeechText(speech, language)
  return {
    segments: await artifacts.put(writeSegments(speech), 'application/json'),
    vtt: await artifacts.put(writeVtt(showCues(cues)), 'text/vtt'),
    srt: await artifacts.put(writeSrt(cues), 'application/x-subrip'),
    text: await artifacts.put(text, 'text/plain'),
    words: countWords(text),
  }
}

export const writeSegments = (speech: readonly Cue[]): string => `${JSON.stringify(storedSegments(speech))}\n`
