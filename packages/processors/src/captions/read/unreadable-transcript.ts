import type { CaptionLimits } from './caption-format.ts'
import { machineKind } from './machine-text.ts'
import { readTranscript } from './read-transcript.ts'

/**
 * Why a text is no transcript although a machine wrote it; null for a transcript and for what a person may have
 * written. Only the head of such a text is looked at, so that most texts cost nothing.
 */
export function unreadableTranscript(
  text: string,
  limits?: CaptionLimits,
): { code: 'transcript_unreadable'; message: string } | null {
  if (machineKind(text) === null) return null
  const read = readTranscript(text, limits)
  return 'problem' in read && read.problem === 'not_readable'
    ? { code: 'transcript_unreadable', message: read.message }
    : null
}
