import { artifactRefSchema, defineProcessor } from '@async-events/core'
import { z } from 'zod'

export const archiveContract = defineProcessor({
  name: 'archive',
  summary: 'Packs the document and everything it links to into one ZIP that opens anywhere.',
  queue: 'transform',
  version: 2,
  params: z.object({
    event: z.string(),
    session: z.string(),
    track: z.string(),
    target_language: z.string(),
    day: z.string().nullable().optional(),
    file_stem: z.string(),
  }),
  reads: ['transform', 'audio'],
  engines: [],
  result: z.object({
    archive: artifactRefSchema,
    /** Suggested file name, such as `Reed beds & patience.zip`. */
    filename: z.string(),
    /** JSON list of `ResultFile`: every entry of the archive with the artifact it came from. */
    files: artifactRefSchema,
    entries: z.number().int().nonnegative(),
  }),
  timeoutMs: 600_000,
  retry: { attempts: 3, backoffMs: 5_000 },
  errors: ['storage_full', 'artifact_missing', 'result_invalid'],
})
