import {
  type Batch,
  finishedOf,
  isTerminal,
  type Job,
  type LoggedEvent,
  mayAccess,
  type Principal,
  progressOf,
  totalOf,
} from '@async-events/core'
import type { RouteDeps } from '../routes/route-deps.ts'
import { countsOfBatches } from '../views/batch-counts.ts'
import type { LabelledEvent, StreamSource } from './event-stream.ts'

type SourceDeps = Pick<RouteDeps, 'jobs' | 'batches' | 'events' | 'nudge' | 'pipelines'>

const visible = <T extends Job | Batch>(found: T | null, principal: Principal): T | null =>
  found && !found.deleted_at && mayAccess(principal, found, 'read') ? found : null

/** The events and the progress of a job, as far as the caller may read them. */
export function jobSource(deps: SourceDeps, id: string, principal: Principal): StreamSource {
  return {
    read: async (after, limit) => labelled(deps, await deps.events.ofJob(id, after, limit)),
    idOf: ({ seq }) => seq,
    async look() {
      const job = visible(await deps.jobs.get(id), principal)
      if (!job) return null
      const progress = progressOf(job, deps.pipelines[job.job_type]?.weights ?? {})
      return {
        last: job.seq,
        ended: isTerminal(job),
        progress: { job_id: id, status: job.status, ...progress },
      }
    },
    news: (ms) => news(deps, id, ms),
  }
}

/** The same for a batch and its jobs. */
export function batchSource(deps: SourceDeps, id: string, principal: Principal): StreamSource {
  return {
    read: async (after, limit) => labelled(deps, await deps.events.ofBatch(id, after, limit)),
    idOf: ({ pos }) => pos ?? 0,
    async look() {
      const batch = visible(await deps.batches.get(id), principal)
      if (!batch) return null
      const counts = (await countsOfBatches(deps.jobs, [batch]))(id)
      const last = (await deps.events.positions([id])).get(id) ?? 0
      const [total, finished] = [totalOf(counts), finishedOf(counts)]
      return {
        last,
        // Its end is in the log before it is stored, so `last` counts it.
        ended: batch.completed_at !== null && finished === total,
        progress: {
          batch_id: id,
          total_jobs: total,
          ...Object.fromEntries(Object.entries(counts).map(([status, count]) => [`${status}_jobs`, count])),
        },
      }
    },
    news: (ms) => news(deps, id, ms),
  }
}

/** Kept with the job or batch, not in each event of it. */
async function labelled({ jobs, batches }: SourceDeps, events: LoggedEvent[]): Promise<LabelledEvent[]> {
  const ofBatch = events.find(({ type }) => type === 'batch.completed')
  const batch = ofBatch && (await batches.get(ofBatch.job_id))
  const ids = [
    ...new Set(events.filter(({ type }) => type !== 'batch.completed').map(({ job_id }) => job_id)),
  ]
  const known = ids.length > 0 ? await jobs.labels(ids) : new Map<string, never>()
  return events.map((event) => ({
    ...event,
    labels:
      event.type === 'batch.completed'
        ? { metadata: batch?.metadata ?? {} }
        : (known.get(event.job_id) ?? { external_id: null, metadata: {} }),
  }))
}

function news({ nudge }: SourceDeps, id: string, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      stop()
      resolve()
    }
    const timer = setTimeout(done, ms)
    const stop = nudge.listen(id, done)
  })
}
