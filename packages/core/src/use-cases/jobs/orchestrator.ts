import type { Clock } from '../../domain/clock.ts'
import { crashPoint } from '../../domain/crash-point.ts'
import { AppError } from '../../domain/errors.ts'
import type { Advanced, Transition } from '../../domain/job/advance.ts'
import { advance } from '../../domain/job/advance.ts'
import type { BatchCounts } from '../../domain/job/batch.ts'
import { batchStatusOf, finishedOf, noJobs, totalOf } from '../../domain/job/batch.ts'
import { dispatchesOf } from '../../domain/job/dispatch.ts'
import type { NewEvent } from '../../domain/job/events.ts'
import type { Job } from '../../domain/job/job.ts'
import { isTerminal } from '../../domain/job/job.ts'
import { jobLine } from '../../domain/job/job-line.ts'
import type { Results } from '../../domain/job/results.ts'
import { firstWake, nextWake } from '../../domain/job/wake.ts'
import { deliveriesOf, deliveriesOfBatch } from '../../domain/webhook/delivery.ts'
import type { BatchStore } from '../../ports/batch-store.ts'
import type { DeliveryStore } from '../../ports/delivery-store.ts'
import type { EventLog } from '../../ports/event-log.ts'
import type { JobStore } from '../../ports/job-store.ts'
import type { Logger } from '../../ports/logger.ts'
import type { Observer } from '../../ports/observer.ts'
import type { ResultStore } from '../../ports/result-store.ts'
import type { StepQueue } from '../../ports/step-queue.ts'

export interface OrchestratorPorts {
  jobs: JobStore
  batches: BatchStore
  events: EventLog
  deliveries: Pick<DeliveryStore, 'insert'>
  results: ResultStore
  queue: StepQueue
  clock: Clock
  /** Results of a job whose steps are all settled; see `Pipeline.results`. */
  buildResults(job: Job): Promise<Results>
  observer?: Observer
  log: Pick<Logger, 'warn'>
}

export type Transitioned =
  | { ok: true; job: Job }
  | { ok: false; reason: Extract<Advanced, { ok: false }>['reason']; job: Job }

/** Does transitions and what follows from them. The only writer of job states. */
export interface Orchestrator {
  /**
   * Stores a new job that belongs to no batch, and begins it. Resolves with what was stored when that is durable, and
   * publishing was tried.
   */
  create(job: Job): Promise<Job>
  /**
   * Applies the transition that `next` gives for a job as it was read, however long ago. After a concurrent change the
   * job is read and `next` called again. Resolves when the new state is durable, and publishing and relaying were tried.
   */
  transition(job: Job, next: (current: Job) => Transition): Promise<Transitioned>
  /** Publishes, relays and acknowledges pending work of a job. Never throws: failures stay due for the keeper. */
  follow(job: Job): Promise<void>
  /** Brings the stored status of a batch in line and logs its end once per generation. */
  settleBatch(batchId: string): Promise<void>
  /** Waits for background work. */
  idle(): Promise<void>
}

/** A race is lost for good only when run, token or terminal state changed; this many tries end a livelock loudly. */
const maxTries = 60

export function createOrchestrator(ports: OrchestratorPorts): Orchestrator {
  const { jobs, batches, events, deliveries, results, queue, clock, observer, log } = ports
  const settling = new Map<string, { again: boolean; done: Promise<void> }>()
  const finished = new Map<string, { count: number; until: number }>()
  /** Up to which number this process has told of a job. */
  const relayed = new Map<string, Promise<number>>()

  async function transition(read: Job, next: (current: Job) => Transition): Promise<Transitioned> {
    let job = read
    for (let tries = 1; tries <= maxTries; tries++) {
      const event = next(job)
      const advanced = advance(job, event, clock.now())
      if (!advanced.ok && advanced.reason === 'outbox_full') {
        await follow(job)
      } else if (!advanced.ok) {
        return { ok: false, reason: advanced.reason, job }
      } else {
        // Results come before the state that refers to them: a reader never finds a completed job without them.
        if (advanced.job.status === 'completed' && job.status !== 'completed') {
          await results.put(await ports.buildResults(advanced.job))
          crashPoint('after-results')
        }
        const stored = await jobs.write(job, advanced.job, {
          notHeld: event.type === 'claim',
          sameLeases: event.type === 'expire',
        })
        if (stored) {
          observer?.transition(job, stored, event.type)
          if (event.type === 'commit') crashPoint('after-commit')
          const following = follow(stored)
          if (event.type !== 'claim') await following
          else track(following)
          if (settlesBatch(job, stored)) track(settleBatch(stored.batch_id ?? ''))
          return { ok: true, job: stored }
        }
        await jitter(tries)
      }
      const current = await jobs.get(job.id)
      // There a moment ago and gone now: it was deleted meanwhile, and a keeper has removed what was left of it.
      if (!current) return { ok: false, reason: 'deleted', job }
      job = current
    }
    throw new AppError('unavailable', 'This job changes too fast; try again.')
  }

  /**
   * The log comes first: a job that is stored afterwards needs no second write to say that it was told of. If it is not
   * stored, nobody has the id that the log tells of. A receiver of webhooks would have been told of nothing, though.
   */
  async function create(job: Job): Promise<Job> {
    const now = clock.now()
    if (deliveriesOf(job, now).length > 0) {
      await jobs.insert([job])
      crashPoint('after-insert')
      await follow(job)
      return job
    }
    await events.append(eventsOf(job))
    crashPoint('before-insert')
    const told = { ...job, outbox: [] }
    const stored = { ...told, wake_at: firstWake(told, now) }
    await jobs.insert([stored])
    crashPoint('after-insert')
    if (!(await publish(stored, now))) {
      const unpublished = { relayed_seq: 0, wake_at: nextWake(stored, now, { published: false }) }
      await attempt(stored, 'job was not acknowledged', () => jobs.acknowledge(stored, unpublished))
    }
    return stored
  }

  async function follow(job: Job): Promise<void> {
    const now = clock.now()
    const [published, told] = await Promise.all([
      publish(job, now),
      attempt(job, 'events were not relayed', () => relay(job)),
    ])
    const owed = { ...job, outbox: told ? [] : job.outbox }
    const done = { relayed_seq: told ? job.seq : 0, wake_at: nextWake(owed, now, { published }) }
    await attempt(job, 'job was not acknowledged', () => jobs.acknowledge(job, done))
    crashPoint('after-mark')
  }

  const publish = (job: Job, now: Date): Promise<boolean> =>
    attempt(job, 'steps were not published', async () => {
      const dispatches = dispatchesOf(job, now, await finishedOfBatch(job))
      if (dispatches.length === 0) return
      await queue.publish(dispatches)
      crashPoint('after-add')
    })

  async function attempt(job: Job, what: string, act: () => Promise<unknown>): Promise<boolean> {
    try {
      await act()
      return true
    } catch (error) {
      log.warn({ err: error, ...jobLine(job) }, what)
      return false
    }
  }

  /**
   * Always the outbox in order: an entry is never in the log before one that came earlier. One at a time for each job: a short
   * step is committed while its claim is still being told of, and the job as it was read still holds what was told.
   */
  async function relay(job: Job): Promise<void> {
    if (job.outbox.length === 0) return
    const before = relayed.get(job.id) ?? Promise.resolve(0)
    const relaying = before.then((known) => relayAfter(known, job))
    if (relayed.size > 1000) relayed.clear()
    // After a failure the next one begins where this one did.
    const reached = relaying.catch(() => before)
    relayed.set(job.id, reached)
    await relaying
  }

  /** Resolves with the number of the newest entry that was told. */
  async function relayAfter(known: number, job: Job): Promise<number> {
    const left = { ...job, outbox: job.outbox.filter(({ seq }) => seq > known) }
    if (left.outbox.length === 0) return known
    await events.append(eventsOf(left))
    // Before the entries are pulled: a crash in between repeats this, and what is there already stays as it is.
    const told = deliveriesOf(left, clock.now())
    if (told.length > 0) await deliveries.insert(told)
    return left.outbox.at(-1)?.seq ?? known
  }

  /** How many jobs of the batch have ended, as of a few seconds ago: it only shapes priorities. */
  async function finishedOfBatch(job: Job): Promise<number> {
    if (job.batch_id === null || job.batch_place === 0) return 0
    const known = finished.get(job.batch_id)
    if (known && known.until > Date.now()) return known.count
    const counts = await countsOf(job.batch_id)
    const count = finishedOf(counts)
    if (finished.size > 1000) finished.clear()
    finished.set(job.batch_id, { count, until: Date.now() + 3000 })
    return count
  }

  async function countsOf(batchId: string): Promise<BatchCounts> {
    return (await jobs.counts([batchId])).get(batchId) ?? noJobs
  }

  /** One at a time per batch and process; concurrent calls share one more round. */
  function settleBatch(batchId: string): Promise<void> {
    const running = settling.get(batchId)
    if (running) {
      running.again = true
      return running.done
    }
    const entry = { again: false, done: Promise.resolve() }
    settling.set(batchId, entry)
    entry.done = (async () => {
      try {
        do {
          entry.again = false
          await settleOnce(batchId)
        } while (entry.again)
      } finally {
        settling.delete(batchId)
      }
    })()
    return entry.done
  }

  async function settleOnce(batchId: string): Promise<void> {
    const batch = await batches.get(batchId)
    if (!batch || batch.deleted_at) return
    // Counting costs more the larger the batch is, and each of its jobs comes by here twice.
    if (batch.status === 'processing' && (await jobs.isAnyProcessing(batchId))) return
    const counts = await countsOf(batchId)
    if (totalOf(counts) === 0) return
    const status = batchStatusOf(counts)
    const ended = status !== 'pending' && status !== 'processing'
    const now = clock.now()
    if (status === batch.status) return
    const generation = ended ? batch.generation + 1 : batch.generation
    if (ended) {
      // Logged before it is stored: after a crash in between the same entry is refused by its number, not lost.
      const event = {
        job_id: batchId,
        seq: generation,
        batch_id: batchId,
        type: 'batch.completed' as const,
        at: now,
        data: { status, counts },
      }
      await events.append([event])
      const told = deliveriesOfBatch(batch, event, now)
      if (told.length > 0) await deliveries.insert(told)
    }
    const stored = await batches.settle(batch, { status, generation, completed_at: ended ? now : null }, now)
    if (!stored) await settleOnce(batchId)
    else if (ended) observer?.batchEnded(batch, status, now)
  }

  const background = new Set<Promise<void>>()
  function track(work: Promise<void>): void {
    const tracked: Promise<void> = work
      .catch((error: unknown) => log.warn({ err: error }, 'background work failed'))
      .finally(() => background.delete(tracked))
    background.add(tracked)
  }

  return {
    create,
    transition,
    follow,
    settleBatch,
    idle: async () => {
      while (background.size > 0) await Promise.all(background)
    },
  }
}

const eventsOf = (job: Job): NewEvent[] =>
  job.outbox.map((entry) => ({ job_id: job.id, batch_id: job.batch_id, ...entry }))

/** First start, end, restart and removal of a job may change what the batch is. */
function settlesBatch(before: Job, after: Job): boolean {
  if (after.batch_id === null) return false
  return (
    before.status !== after.status ||
    before.deleted_at !== after.deleted_at ||
    isTerminal(before) !== isTerminal(after)
  )
}

async function jitter(tries: number): Promise<void> {
  await new Promise((resolve) =>
    setTimeout(resolve, Math.random() * Math.min(200, 5 * 2 ** Math.min(tries, 6))),
  )
}
