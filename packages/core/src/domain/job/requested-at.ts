import type { Job } from './job.ts'

/** When somebody asked for this run of the job: what was made after that is fresh for it. */
export const requestedAt = ({ run, created_at, updated_at }: Job): Date =>
  run.requested_at ?? (run.number === 1 ? created_at : (run.started_at ?? updated_at))
