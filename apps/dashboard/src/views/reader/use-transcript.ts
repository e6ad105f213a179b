import { NotFoundError, type TranscriptSegment } from '@async-events/client'
import { type Loaded, patiently, useLoaded } from '../../service/use-loaded.ts'

export interface StoredTranscript {
  lines: TranscriptSegment[]
  /** For `If-Match`: a change is one of this transcript. */
  etag: string | null
  language: string | null
}

/** The transcript of a job, corrected or as it was heard; without lines where there is none. */
export function useTranscript(id: string, run: number | null): Loaded<StoredTranscript> {
  return useLoaded(
    async (client, signal) => {
      try {
        const given = { path: { job_id: id }, query: { format: 'json' }, signal } as const
        const answer = await client.getTranscript({ ...given, maxRetries: patiently })
        const lines: TranscriptSegment[] = await answer.json()
        return { lines, etag: answer.headers.get('etag'), language: answer.headers.get('content-language') }
      } catch (error) {
        if (error instanceof NotFoundError) return { lines: [], etag: null, language: null }
        throw error
      }
    },
    [id],
    { again: run },
  )
}
