import type { JobLogLine } from '@async-events/core'
import { asIs, defineSchema } from './define-schema.ts'

/** The log of one run; `_id` is `<job>.<run>`. */
export interface JobLogDocument {
  _id: string
  job_id: string
  run: number
  lines: JobLogLine[]
}

export const jobLogSchema = defineSchema<JobLogDocument>(
  'job_logs',
  { _id: String, job_id: String, run: Number, lines: asIs },
  [{ keys: { job_id: 1 } }],
)
