import { isTerminal, type Job, type Principal, readJob } from '@async-events/core'
import type { Look } from '../http/answer-after-wait.ts'
import type { RouteDeps } from '../routes/route-deps.ts'
import type { JobView } from '../schemas/job.ts'
import { newsOf } from '../streams/news-of.ts'
import { jobView } from './job-view.ts'

/** A job as it is answered, with its last good results. */
export const viewOfJob =
  (deps: Pick<RouteDeps, 'results' | 'pipelines' | 'signsWebhooks'>) =>
  async (job: Job): Promise<JobView> =>
    jobView(job, job.result_run === null ? null : await deps.results.get(job.id, job.result_run), deps)

/** For an answer that waits until its job has ended. */
export function lookAtJob<T extends { job: JobView }>(
  deps: Pick<RouteDeps, 'jobs' | 'results' | 'pipelines' | 'signsWebhooks' | 'nudge'>,
  principal: Principal,
): Look<T> {
  const view = viewOfJob(deps)
  return {
    at: async (made) => {
      const job = await readJob(deps.jobs, made.job.job_id, principal, 'read')
      return { ended: isTerminal(job), answer: async () => ({ ...made, job: await view(job) }) }
    },
    news: ({ job }, ms) => newsOf(deps, job.job_id, ms),
  }
}
