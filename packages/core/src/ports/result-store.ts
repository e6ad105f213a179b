import type { Results } from '../domain/job/results.ts'

/** Results as they are found by a sweep. */
export type StoredResults = Pick<Results, 'id' | 'job_id' | 'run' | 'rev'>

export interface ResultStore {
  /** Replaces results of an earlier state of the job; no-op if there are later ones. */
  put(results: Results): Promise<void>
  get(jobId: string, run: number): Promise<Results | null>
  /** Without `files`, and of `body` these fields only: all of it may be megabytes. */
  getParts(jobId: string, run: number, fields: readonly string[]): Promise<Results | null>
  /** Without what was read and written: that may be megabytes. */
  getFiles(jobId: string, run: number): Promise<Pick<Results, 'files' | 'markdown_path'> | null>
  /** Artifacts that results refer to. */
  artifacts(): AsyncIterable<{ key: string; media_type: string | null }>
  /** Those made before then. */
  list(before: Date): AsyncIterable<StoredResults>
  /** False, and nothing goes, when they have been replaced since. */
  remove(found: StoredResults): Promise<boolean>
  removeOfJob(jobId: string): Promise<void>
}
