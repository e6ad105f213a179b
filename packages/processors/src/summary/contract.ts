import { artifactRefSchema, defineProcessor, textUsageSchema } from '@async-events/core'
import { z } from 'zod'

/** Jobs that one summary is written about. */
export const mostTalks = 500

export const summaryContract = defineProcessor({
  name: 'summary',
  summary: 'Writes one document about the talks of a track or an event, from the results of their jobs.',
  queue: 'transform',
  version: 2,
  params: z.object({
    kind: z.enum(['track', 'event']),
    title: z.string(),
    event: z.string(),
    track: z.string().optional(),
    jobs: z.array(z.string()).optional(),
    batch_id: z.string().optional(),
    template: z.string(),
    target_language: z.string(),
    filename: z.string().optional(),
    include_documents: z.boolean(),
    file_stem: z.string(),
  }),
  reads: [],
  engines: ['text'],
  result: z.object({
    markdown: artifactRefSchema,
    path: z
      .string()
      .describe('`<event>/<target_language>/<track>/<file_stem>.md`, of an event without `<track>`'),
    files: artifactRefSchema.describe(
      'JSON list of `ResultFile`: the documents of the talks with their pictures, by their path in the archive.',
    ),
    structured_data: artifactRefSchema.describe('JSON object: front matter, fields, evidence, talks.'),
    language: z.string(),
    template: z.string(),
    engine: z.string(),
    usage: textUsageSchema.nullable(),
  }),
  timeoutMs: 1_800_000,
  weight: 20,
  retry: { attempts: 3, backoffMs: 5_000 },
  errors: [
    'invalid_template',
    'no_content',
    'artifact_missing',
    'model_output_invalid',
    'model_unavailable',
    'model_refused',
    'storage_full',
  ],
})
