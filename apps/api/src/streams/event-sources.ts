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
import { newsOf } from './news-of.ts'

type SourceDeps = Pick<RouteDeps, 'jobs' | 'batches' | 'events' | 'nudge' | 'pipelines'>

/** What a stream tells of: the log of a job or batch, and where it stands now. */
export interface StreamSource {
  /** Of the job or batch. */
  id: string
  /** The next events of the log, in order. */
  read(after: number, limit: number): Promise<ToldEvent[]>
  /** Null when there is no such job or batch. */
  look(): Promise<StreamState | null>
  /** Resolves at news, or after so many milliseconds. */
  news(ms: number): Promise<void>
}

export interface StreamState {
  /** Number of the newest event; once it is told and `ended` holds, there is nothing more to come. */
  last: number
  ended: boolean
  isDeleted: boolean
  mayBeReadBy(principal: Principal): boolean
  /** JSON. */
  progress: string
}

export interface ToldEvent {
  /** Its number in the log. */
  id: number
  /** As it is sent. */
  frame: string
}

/** The events and the progress of a job. */
export function jobSource(deps: SourceDeps, id: string): StreamSource {
  return {
    id,
    read: async (after, limit) => told(deps, await deps.events.ofJob(id, after, limit), ({ seq }) => seq),
    async look() {
      const job = await deps.jobs.get(id)
      if (!job) return null
      const progress = progressOf(job, deps.pipelines[job.job_type]?.weights ?? {})
      return {
        ...stateOf(job),
        last: job.seq,
        ended: isTerminal(job),
        progress: JSON.stringify({ job_id: id, status: job.status, ...progress }),
      }
    },
    news: (ms) => newsOf(deps, id, ms),
  }
}

/** The same for a batch and its jobs. */
export function batchSource(deps: SourceDeps, id: string): StreamSource {
  return {
    id,
    read: async (after, limit) =>
      told(deps, await deps.events.ofBatch(id, after, limit), ({ pos }) => pos ?? 0),
    async look() {
      const batch = await deps.batches.get(id)
      if (!batch) return null
      const counts = (await countsOfBatches(deps.jobs, [batch]))(id)
      const last = (await deps.events.positions([id])).get(id) ?? 0
      const [total, finished] = [totalOf(counts), finishedOf(counts)]
      return {
        ...stateOf(batch),
        last,
        // Its end is in the log before it is stored, so `last` counts it.
        ended: batch.completed_at !== null && finished === total,
        progress: JSON.stringify({
          batch_id: id,
          total_jobs: total,
          ...Object.fromEntries(Object.entries(counts).map(([status, count]) => [`${status}_jobs`, count])),
        }),
      }
    },
    news: (ms) => newsOf(deps, id, ms),
  }
}

const stateOf = (found: Job | Batch): Pick<StreamState, 'isDeleted' | 'mayBeReadBy'> => ({
  isDeleted: found.deleted_at !== null,
  mayBeReadBy: (principal) => mayAccess(principal, found, 'read'),
})

/** With what clients know jobs by: it is kept with the job or batch, not in each event of it. */
async function told(
  { jobs, batches }: SourceDeps,
  events: LoggedEvent[],
  idOf: (event: LoggedEvent) => number,
): Promise<ToldEvent[]> {
  const ofBatch = events.find(({ type }) => type === 'batch.completed')
  const batch = ofBatch && (await batches.get(ofBatch.job_id))
  const ids = [
    ...new Set(events.filter(({ type }) => type !== 'batch.completed').map(({ job_id }) => job_id)),
  ]
  const known = ids.length > 0 ? await jobs.labels(ids) : new Map<string, never>()
  return events.map((event) => {
    const labels =
      event.type === 'batch.completed'
        ? { metadata: batch?.metadata ?? {} }
        : (known.get(event.job_id) ?? { external_id: null, metadata: {} })
    return { id: idOf(event), frame: frameOf(event, idOf(event), labels) }
  })
}

function frameOf(
  { job_id, batch_id, seq, pos, type, at, data }: LoggedEvent,
  id: number,
  labels: object,
): string {
  // The log keeps what happens to a batch itself under the batch's id.
  const job = type === 'batch.completed' ? null : job_id
  const body = { type, timestamp: at.toISOString(), job_id: job, batch_id, ...labels, seq, pos, ...data }
  return `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(body)}\n\n`
}
