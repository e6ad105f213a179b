/** A job that somebody gave, not yet completed by what is the same for all. */
export interface Draft {
  /** Where it begins in what was given, from 1; of JSON its place in the list. */
  line: number
  parameters: Readonly<Record<string, unknown>>
  /** Fields of the job next to its parameters. */
  job: Readonly<Record<string, unknown>>
}

export type ProblemKind =
  | 'not_json'
  | 'not_csv'
  | 'no_jobs'
  | 'no_job'
  | 'no_url'
  | 'doubled_column'
  | 'not_a_flag'

export interface Problem {
  line: number | null
  kind: ProblemKind
  /** What it is about: a column, a cell, what the parser says. */
  text: string
}

/** Which fields take several values, and which yes or no. */
export interface FieldKinds {
  lists: ReadonlySet<string>
  flags: ReadonlySet<string>
}

/** Fields of a job next to `parameters`; every other key of a flat object or row is a parameter. */
const jobFields = new Set(['job_type', 'job_name', 'use_cache', 'priority', 'external_id', 'not_before'])

/** `{event, session, priority}` becomes parameters and the fields next to them. */
export function splitRow(row: Readonly<Record<string, unknown>>): Pick<Draft, 'parameters' | 'job'> {
  const entries = Object.entries(row)
  return {
    parameters: Object.fromEntries(entries.filter(([name]) => !jobFields.has(name))),
    job: Object.fromEntries(entries.filter(([name]) => jobFields.has(name))),
  }
}
