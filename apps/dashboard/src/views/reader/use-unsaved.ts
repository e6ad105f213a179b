import type { TranscriptSegment } from '@async-events/client'
import { useState } from 'preact/hooks'

/** Corrected lines that are not saved yet, and the transcript that they are of. */
export interface Unsaved {
  of: readonly TranscriptSegment[]
  etag: string | null
  lines: readonly TranscriptSegment[]
}

const kept = new Map<string, Unsaved>()

/** The unsaved lines of a job. They outlast the view, in whose place the form to sign in stands when a key was revoked. */
export function useUnsaved(jobId: string): [Unsaved | null, (next: Unsaved | null) => void] {
  const [unsaved, setUnsaved] = useState(() => kept.get(jobId) ?? null)
  const change = (next: Unsaved | null): void => {
    if (next === null) kept.delete(jobId)
    else kept.set(jobId, next)
    setUnsaved(next)
  }
  return [unsaved, change]
}
