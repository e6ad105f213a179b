import type { Clock } from '../../domain/clock.ts'
import { eachOf } from '../../domain/each-of.ts'
import type { Job } from '../../domain/job/job.ts'
import { jobLine } from '../../domain/job/job-line.ts'
import { type Outage, type OutageWatch, watchOutages } from '../../domain/job/outage.ts'
import { nextWake } from '../../domain/job/wake.ts'
import type { BatchStore } from '../../ports/batch-store.ts'
import type { DeliveryStore } from '../../ports/delivery-store.ts'
import type { EventLog } from '../../ports/event-log.ts'
import type { JobLogStore } from '../../ports/job-log-store.ts'
import type { JobStore } from '../../ports/job-store.ts'
import type { Logger } from '../../ports/logger.ts'
import type { ResultStore } from '../../ports/result-store.ts'
import type { StepQueue } from '../../ports/step-queue.ts'
import { deleteJobsOf } from '../jobs/control-batch.ts'
import type { Orchestrator } from '../jobs/orchestrator.ts'
import { continues, type Pass } from './pass.ts'

export interface KeepDeps {
  jobs: JobStore
  batches: BatchStore
  events: EventLog
  deliveries: DeliveryStore
  results: ResultStore
  jobLogs: Pick<JobLogStore, 'removeOfJob'>
  queue: StepQueue
  orchestrator: Orchestrator
  clock: Clock
  log: Pick<Logger, 'info' | 'warn'>
}

/** At most so many jobs a pass. */
export const passSize = 500

/**
 * One pass over all due jobs: expired leases, unpublished ready steps, unrelayed outboxes, deleted jobs to remove. Any
 * number of keepers may run it concurrently. Returns the number of jobs. `outages` is shared by all passes of a process.
 */
export async function keepJobs(
  deps: KeepDeps,
  outages: OutageWatch = watchOutages(deps.clock),
  pass: Pass = {},
): Promise<number> {
  const due = await outages.during(() => deps.jobs.due(deps.clock.now(), passSize))
  await eachOf(due, 20, async (job) => {
    if (continues(pass)) await keepJob(deps, job, outages.latest())
  })
  return due.length
}

async function keepJob(deps: KeepDeps, job: Job, outage: Outage | null): Promise<void> {
  if (job.deleted_at) {
    // What still runs has lost its token; it is given the rest of its lease to notice. Due before, it has something to tell.
    const now = deps.clock.now()
    const leaseEnd = nextWake({ ...job, outbox: [] }, now, { published: true })
    if (leaseEnd !== null && leaseEnd > now) return deps.orchestrator.follow(job)
    await deps.events.append(
      job.outbox.map((entry) => ({ job_id: job.id, batch_id: job.batch_id, ...entry })),
    )
    await deps.results.removeOfJob(job.id)
    await deps.jobLogs.removeOfJob(job.id)
    // One that had a webhook of its own may have been told of something, though it has none now.
    if (job.webhook || job.own_webhook) await deps.deliveries.removeOfJob(job.id)
    await deps.jobs.remove(job.id)
    // Once more: somebody who still saw the job may have begun one since.
    await deps.jobLogs.removeOfJob(job.id)
    return
  }
  const expired = await deps.orchestrator.transition(job, () => ({ type: 'expire', outage }))
  if (expired.ok) deps.log.warn(jobLine(job), 'a lease ran out; its step is given to another worker')
  else if (expired.reason === 'unchanged' || expired.reason === 'terminal')
    await deps.orchestrator.follow(expired.job)
}

/** Republishes every waiting step after Redis lost its data. Returns how many jobs were looked at. */
export async function restoreQueue(deps: KeepDeps, pass: Pass = {}): Promise<number> {
  if (!(await deps.queue.wasLost())) return 0
  let looked = 0
  const group: Job[] = []
  const flush = () =>
    eachOf(group.splice(0), 20, async (job) => {
      if (continues(pass)) await deps.orchestrator.follow(job)
    })
  for await (const job of deps.jobs.waking()) {
    looked += 1
    if (job.deleted_at || group.push(job) < passSize) continue
    await flush()
    if (!continues(pass)) return looked
  }
  await flush()
  if (!continues(pass)) return looked
  await deps.queue.markKept()
  if (looked > 0)
    deps.log.warn({ jobs: looked }, 'the queue had lost its data; waiting steps were published again')
  return looked
}

/**
 * Makes jobs agree with their batch after a crash between the two, and batches with their jobs. Returns whether the pass
 * came to its end.
 */
export async function keepBatches(deps: KeepDeps, since: Date, pass: Pass = {}): Promise<boolean> {
  const now = deps.clock.now()
  for (const batch of await deps.batches.changedSince(since)) {
    if (!continues(pass)) return false
    if (batch.deleted_at) {
      await deleteJobsOf(deps, batch.id)
      await deps.deliveries.removeOfBatch(batch.id)
      await deps.batches.remove(batch.id)
    } else {
      await deps.jobs.hold(batch, batch.isActive ? null : 'paused', batch.pause_version, now)
    }
  }
  for (const batch of await deps.batches.unsettled(200)) {
    if (!continues(pass)) return false
    await deps.orchestrator.settleBatch(batch.id)
  }
  return true
}

/**
 * Removes jobs that were inserted for a batch that was never committed; releases those that an import added to a batch before it
 * crashed.
 */
export async function removeAbandoned(deps: KeepDeps, pass: Pass = {}): Promise<void> {
  const tenMinutesAgo = new Date(deps.clock.now().getTime() - 10 * 60_000)
  for (const batchId of await deps.jobs.abandoned(tenMinutesAgo)) {
    const batch = await deps.batches.get(batchId)
    if (batch && !batch.deleted_at)
      await deps.jobs.hold(batch, batch.isActive ? null : 'paused', batch.pause_version, deps.clock.now())
    let removed = 0
    for await (const job of deps.jobs.ofBatch(batchId)) {
      if (!continues(pass)) return
      // Of another attempt than the one that created the batch, if any did.
      if (job.hold !== 'creating' || job.created_at > tenMinutesAgo || job.creation === batch?.creation)
        continue
      await deps.jobs.remove(job.id)
      removed += 1
    }
    if (removed > 0)
      deps.log.warn({ batch_id: batchId, removed }, 'removed the jobs of a batch that was never created')
  }
}
