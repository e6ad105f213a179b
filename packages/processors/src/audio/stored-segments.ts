import type { Cue } from '../captions/cue.ts'
import type { StoredSegment } from './contract.ts'

/** Speech as the step stores it: words as short lists, as an hour of them is long. */
export const storedSegments = (speech: readonly Cue[]): StoredSegment[] =>
  speech.map(({ start, end, text, speaker, turn, words, heard, confidence }) => ({
    start,
    end,
    text,
    speaker,
    ...(turn && { turn }),
    ...(words && { words: words.map((word): [number, number, string] => [word.start, word.end, word.text]) }),
    ...(heard !== undefined && { heard }),
    ...(confidence !== undefined && { confidence }),
  }))

/** The same the other way. */
export const spokenSegments = (stored: readonly StoredSegment[]): Cue[] =>
  stored.map(({ words, turn, heard, confidence, ...segment }) => ({
    ...segment,
    ...(turn && { turn }),
    ...(words && { words: words.map(([start, end, text]) => ({ start, end, text })) }),
    ...(heard !== undefined && { heard }),
    ...(confidence !== undefined && { confidence }),
  }))
