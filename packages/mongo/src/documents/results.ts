import type { Results } from '@async-events/core'
import { asIs, defineSchema, type Stored } from './define-schema.ts'

/** `rev` is younger than some documents. */
export type ResultsDocument = Omit<Stored<Results>, 'rev'> & { rev?: number }

export const resultsSchema = defineSchema<ResultsDocument>(
  'results',
  {
    _id: String,
    job_id: String,
    run: Number,
    rev: Number,
    created_at: Date,
    files: asIs,
    markdown_path: String,
    archive: asIs,
    body: asIs,
  },
  [{ keys: { job_id: 1 } }],
)

/** `rev` is 0 for documents without it. */
export const toResults = ({ _id: id, rev = 0, ...fields }: ResultsDocument): Results => ({
  id,
  rev,
  ...fields,
})
