import type { ResultFile } from '../artifact.ts'

/** Results of a run: the wire form of `JobResults` without URLs, and the files of these URLs. */
export interface Results {
  /** `<job>.<run>` */
  id: string
  job_id: string
  run: number
  /** Of the state of the job that refers to them: what a zombie computed from an earlier one replaces nothing. */
  rev: number
  created_at: Date
  files: ResultFile[]
  /** Entry of `files` that is the document. */
  markdown_path: string | null
  archive: (Omit<ResultFile, 'path'> & { filename: string }) | null
  /** Fields of `JobResults` as they are answered, except URLs. */
  body: Record<string, unknown>
}

export const resultsId = (jobId: string, run: number): string => `${jobId}.${run}`
