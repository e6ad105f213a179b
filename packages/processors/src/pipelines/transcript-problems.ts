import type { ErrorDetail } from '@async-events/core'
import { unreadableTranscript } from '../captions/read/unreadable-transcript.ts'

/** A given transcript that is a file of another kind: it would stand in the document as it is. */
export function transcriptProblems({
  video_transcript: given,
}: {
  video_transcript?: string
}): ErrorDetail[] {
  const problem = given === undefined ? null : unreadableTranscript(given)
  return problem === null ? [] : [{ path: 'video_transcript', ...problem }]
}
