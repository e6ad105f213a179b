import type { Job } from '@async-events/core'
import type { RouteDeps } from '../routes/route-deps.ts'
import type { JobView } from '../schemas/job.ts'
import { jobView } from './job-view.ts'

/** A job as it is answered, with its last good results. */
export const viewOfJob =
  (deps: Pick<RouteDeps, 'results' | 'pipelines' | 'signsWebhooks'>) =>
  async (job: Job): Promise<JobView> =>
    jobView(job, job.result_run === null ? null : await deps.results.get(job.id, job.result_run), deps)
