import { tracedLine } from '../trace.ts'
import type { Job } from './job.ts'

/** Fields for lines of the log about a job: what an operator searches for. */
export interface JobLine {
  job_id: string
  batch_id?: string
  run: number
  /** `X-Request-ID` of the request that asked for this run. */
  request_id?: string
  trace_id?: string
}

export const jobLine = ({
  id,
  batch_id,
  run,
  trace,
}: Pick<Job, 'id' | 'batch_id' | 'run' | 'trace'>): JobLine => ({
  job_id: id,
  ...(batch_id === null ? {} : { batch_id }),
  run: run.number,
  ...(run.origin ? { request_id: run.origin.request_id } : {}),
  ...tracedLine(trace),
})
