import type { Cue } from '../../captions/cue.ts'

/** It knows few words and no names, and most sentences have some that were not said. */
const unreliableEngines: readonly string[] = ['pocketsphinx']
/** Whisper takes its own answer for failed at a mean logarithm of -1, which is 0.37 (`logprob_threshold`). */
const leastConfidence = 0.4
/** Of the speech, by time, that has to be heard well. */
const leastShare = 0.6

/** Whether a piece was heard well; what people wrote has no confidence and is taken at its word. */
export const isHeardWell = ({ confidence }: Pick<Cue, 'confidence'>): boolean =>
  confidence === undefined || confidence >= leastConfidence

/**
 * Whether the transcript may be quoted: captions, corrected and given ones, and what an engine heard well. `engine` is
 * null for one that the job gives.
 */
export function isTrusted(engine: string | null, cues: readonly Cue[]): boolean {
  if (engine !== null && unreliableEngines.includes(engine)) return false
  const seconds = (some: readonly Cue[]): number => some.reduce((sum, { start, end }) => sum + end - start, 0)
  const all = seconds(cues)
  return all === 0 || seconds(cues.filter(isHeardWell)) / all >= leastShare
}
