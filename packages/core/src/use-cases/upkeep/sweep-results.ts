import { isTerminal, type Job } from '../../domain/job/job.ts'
import type { JobStore } from '../../ports/job-store.ts'
import type { Logger } from '../../ports/logger.ts'
import type { ResultStore, StoredResults } from '../../ports/result-store.ts'
import type { Orchestrator } from '../jobs/orchestrator.ts'
import { continues, type Pass } from './pass.ts'

export interface SweepResultsDeps {
  jobs: Pick<JobStore, 'expired' | 'resultStates'>
  results: Pick<ResultStore, 'list' | 'remove' | 'removeOfJob'>
  orchestrator: Pick<Orchestrator, 'transition'>
  log: Pick<Logger, 'info'>
}

/** Webhooks with a run's results may be retried for days: superseded results stay that long. */
const supersededMs = 7 * 24 * 3_600_000
const groupSize = 200

/**
 * Removes results that no job refers to any more (a later run replaced them, or their job is gone), and those of jobs
 * that ended before `expiredBefore`, unless it is null.
 */
export async function sweepResults(
  deps: SweepResultsDeps,
  now: Date,
  expiredBefore: Date | null,
  pass: Pass = {},
): Promise<{ superseded: number; expired: number }> {
  let expired = 0
  if (expiredBefore) {
    for await (const job of deps.jobs.expired(expiredBefore)) {
      if (!continues(pass)) break
      const forgotten = await deps.orchestrator.transition(job, () => ({
        type: 'forget',
        before: expiredBefore,
      }))
      if (!forgotten.ok) continue
      await deps.results.removeOfJob(job.id)
      expired += 1
    }
  }
  let superseded = 0
  let group: StoredResults[] = []
  const settle = async (): Promise<void> => {
    const states = await deps.jobs.resultStates(group.map(({ job_id }) => job_id))
    for (const stored of group) {
      if (isReferred(stored, states.get(stored.job_id))) continue
      if (await deps.results.remove(stored)) superseded += 1
    }
    group = []
  }
  for await (const stored of deps.results.list(new Date(now.getTime() - supersededMs))) {
    if (!continues(pass)) break
    if (group.push(stored) >= groupSize) await settle()
  }
  await settle()
  if (expired + superseded > 0) deps.log.info({ expired, superseded }, 'removed results')
  return { superseded, expired }
}

/** Results of an unfinished run will be referred to soon. */
function isReferred(
  { run }: StoredResults,
  job: Pick<Job, 'status' | 'run' | 'result_run'> | undefined,
): boolean {
  return job !== undefined && (job.result_run === run || (!isTerminal(job) && job.run.number === run))
}
