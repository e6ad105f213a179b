import type { ResultFile } from '../domain/artifact.ts'
import type { JobStatus } from '../domain/job/job.ts'

/** Jobs that another one names: by id, or all of a batch in its order. */
export type JobSelection = { jobs: readonly string[] } | { batch_id: string }

/** How far a named job is. Of somebody else it is told like one that never was. */
export type NamedJob =
  | { id: string; found: false }
  | { id: string; found: true; job_type: string; job_name: string; status: JobStatus; has_results: boolean }

/** A job with the files of its last good run. */
export interface FinishedJob {
  id: string
  job_type: string
  parameters: Record<string, unknown>
  file_stem: string
  run: number
  files: readonly ResultFile[]
  /** Entry of `files` that is the document. */
  markdown_path: string | null
}

/** Jobs of one owner, as a step that writes about several of them reads them. */
export interface FinishedJobs {
  /** In the order of the selection, each once. */
  find(selection: JobSelection): Promise<NamedJob[]>
  /** Null when its results are not there, or no longer. */
  read(id: string): Promise<FinishedJob | null>
}
