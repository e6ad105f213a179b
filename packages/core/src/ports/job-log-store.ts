import type { JobLogLine } from '../domain/job/job-log.ts'

export interface JobLogStore {
  append(jobId: string, run: number, lines: JobLogLine[]): Promise<void>
  /** In the order they were written. */
  ofRun(jobId: string, run: number): Promise<JobLogLine[]>
  removeOfJob(jobId: string): Promise<void>
}
