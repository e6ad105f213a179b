import { mayAccess, type Principal } from '../../domain/access/access.ts'
import type { Job } from '../../domain/job/job.ts'
import type { FinishedJobs, NamedJob } from '../../ports/finished-jobs.ts'
import type { JobStore } from '../../ports/job-store.ts'
import type { ResultStore } from '../../ports/result-store.ts'

export interface FinishedJobsDeps {
  jobs: Pick<JobStore, 'get' | 'ofBatch'>
  results: Pick<ResultStore, 'getFiles'>
}

/** Jobs of the owner with this scope; with a principal only those that it may read, too. */
export function openFinishedJobs(
  { jobs, results }: FinishedJobsDeps,
  scope: string,
  principal?: Principal,
): FinishedJobs {
  const isOpen = (job: Job): boolean =>
    job.scope === scope &&
    job.deleted_at === null &&
    job.hold !== 'creating' &&
    (principal === undefined || mayAccess(principal, job, 'read'))
  const named = ({ id, job_type, job_name, status, result_run }: Job): NamedJob => ({
    id,
    found: true,
    job_type,
    job_name,
    status,
    has_results: result_run !== null,
  })

  async function* selected(ids: readonly string[]): AsyncGenerator<NamedJob> {
    for (const id of new Set(ids)) {
      const job = await jobs.get(id)
      yield job && isOpen(job) ? named(job) : { id, found: false }
    }
  }
  async function* ofBatch(id: string): AsyncGenerator<NamedJob> {
    for await (const job of jobs.ofBatch(id)) if (isOpen(job)) yield named(job)
  }

  return {
    find: (selection) =>
      Array.fromAsync('jobs' in selection ? selected(selection.jobs) : ofBatch(selection.batch_id)),
    async read(id) {
      const job = await jobs.get(id)
      if (!job || !isOpen(job) || job.result_run === null || job.results_expired_at !== null) return null
      const found = await results.getFiles(id, job.result_run)
      const { job_type, parameters, file_stem } = job
      return found && { id, job_type, parameters, file_stem, run: job.result_run, ...found }
    },
  }
}
