/** A file of jobs, as the API takes them, and where each field stands. */
export interface BatchFile {
  /** Fields of the batch itself: all but `jobs`. */
  batch: Record<string, unknown>
  jobs: Record<string, unknown>[]
  /** Where a field of a request stands, such as `jobs[3].parameters.url`; where its job begins when it is missing. */
  placeOf(path: string): string
}

/** Fields of a job next to `parameters`; every other key of a flat row is a parameter. */
const jobFields: ReadonlySet<string> = new Set([
  'job_type',
  'job_name',
  'webhook',
  'user_id',
  'use_cache',
  'priority',
  'external_id',
  'metadata',
  'not_before',
])

/** A job of a flat row: `{event, session, priority}` becomes `{parameters: {event, session}, priority}`. */
export function jobOfRow(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(row)
  return {
    parameters: Object.fromEntries(entries.filter(([key]) => !jobFields.has(key))),
    ...Object.fromEntries(entries.filter(([key]) => jobFields.has(key))),
  }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Parts of a path of a request: `jobs`, `3`, `parameters`, `url`. */
export const partsOf = (path: string): string[] => path.replaceAll(/\[(\d+)\]/g, '.$1').split('.')
