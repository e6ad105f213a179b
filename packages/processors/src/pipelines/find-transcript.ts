import type { FoundTranscript, Job, Results } from '@async-events/core'
import { z } from 'zod'
import { transcriptOfSteps } from '../transform/transcript-of-steps.ts'
import { settledSteps } from './session-results.ts'

const storedTranscript = z.object({
  engine: z.string(),
  language: z.string().nullable(),
  paths: z.object({ segments: z.string() }).nullable(),
})

/** What was said without a correction, with times: as this run found it, else as the last good results have it. */
export function findTranscript(job: Job, results: Results | null): FoundTranscript | null {
  const said = transcriptOfSteps({ inputs: settledSteps(job) })
  if (said !== null && said.words > 0) return { segments: said.segments, language: said.language }

  const last = storedTranscript.safeParse(results?.body.transcript).data
  // A correction that is no longer there was removed.
  if (!last?.paths || last.engine === 'corrected') return null
  const { segments: path } = last.paths
  const file = results?.files.find((one) => one.path === path)
  return file ? { segments: file, language: last.language } : null
}
