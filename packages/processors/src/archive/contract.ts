import { artifactRefSchema, defineProcessor } from '@async-events/core'
import { z } from 'zod'

/** Parameters of the archive of a document. */
export const documentFacts = z.object({
  event: z.string(),
  session: z.string(),
  track: z.string(),
  target_language: z.string(),
  day: z.string().nullable().optional(),
})

export const archiveContract = defineProcessor({
  name: 'archive',
  summary: 'Packs the document and everything it links to into one ZIP that opens anywhere.',
  queue: 'transform',
  version: 2,
  params: documentFacts.partial().extend({
    file_stem: z.string(),
    files_of: z
      .string()
      .optional()
      .describe(
        'Packs the files of this processor into one folder, instead of a document and what it links to.',
      ),
    title: z.string().optional().describe('Title of these files.'),
  }),
  reads: 'all',
  engines: [],
  result: z.object({
    archive: artifactRefSchema,
    filename: z.string().describe('Suggested file name, such as `Reed beds & patience.zip`.'),
    files: artifactRefSchema.describe(
      'JSON list of `ResultFile`: every entry of the archive with the artifact it came from.',
    ),
    entries: z.number().int().nonnegative(),
  }),
  timeoutMs: 600_000,
  weight: 2,
  retry: { attempts: 3, backoffMs: 5_000 },
  errors: ['storage_full', 'artifact_missing', 'result_invalid'],
})
