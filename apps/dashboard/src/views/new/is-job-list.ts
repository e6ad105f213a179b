import type { ReadSessions } from './read-sessions.ts'

/**
 * Whether what was read has jobs, by the names in it: those of parameters, or a job type. Every other file is a schedule, which
 * the service reads.
 */
export const isJobList = ({ drafts }: ReadSessions, parameters: ReadonlySet<string>): boolean =>
  drafts.length > 0 &&
  drafts.every(
    ({ parameters: given, job }) =>
      job.job_type !== undefined || Object.keys(given).every((name) => parameters.has(name)),
  )
