import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Batch, BatchCreated, Job, JobAnswer } from '@async-events/client'
import type { ClusterClient } from '../harness/cluster-client.ts'
import type { FakeConference } from '../harness/fake-conference.ts'
import type { ControlName, History, Outcome } from '../harness/history.ts'
import type { Submission } from './plan-load.ts'

export interface LoadDeps {
  client: ClusterClient
  conference: Pick<FakeConference, 'session'>
  webhookUrl: string
  history: History
  /** Number of the newest event of each job of a batch, past the service; null when that cannot be read now. */
  numbersOf(batchId: string): Promise<Record<string, number> | null>
  /** Ends everything that waits. */
  signal: AbortSignal
  /** How often the counters of each batch are read, in milliseconds. */
  sampleEveryMs: number
}

export interface Load {
  /** Resolves when every client has done what it was to do, or was aborted. */
  done: Promise<void>
  /** Resolves when all streams have ended; they end by themselves once their job or batch has. */
  streams(): Promise<void>
  /** Ends the reading of counters. */
  stop(): void
}

/** Clients that submit, follow, pause, cancel, restart, delete and read, each at its time. */
export function driveLoad(deps: LoadDeps, submissions: readonly Submission[]): Load {
  const start = performance.now()
  const batches = new Set<string>()
  const streams: Promise<void>[] = []
  const stopping = new AbortController()
  const signal = AbortSignal.any([deps.signal, stopping.signal])

  const act = async (submission: Submission): Promise<void> => {
    await wait(Math.max(0, submission.at_ms - (performance.now() - start)), undefined, { signal })
    const made = await submit(deps, submission)
    if (!made) return
    const { id, jobIds } = made
    if (submission.isBatch) batches.add(id)
    if (submission.watch) streams.push(follow(deps, submission, id))
    await Promise.all([pauseFor(deps, submission, id), carryOut(deps, submission, id, jobIds, batches)])
  }
  void sampleCounters(deps, batches, signal)
  const done = Promise.all(submissions.map((submission) => act(submission).catch(unlessAborted(signal))))
  return {
    done: done.then(() => {}),
    streams: async () => void (await Promise.all(streams)),
    stop: () => stopping.abort(),
  }
}

/** Waits cancelled by the end of the run are no fault. */
export const unlessAborted =
  (signal: AbortSignal) =>
  (error: unknown): void => {
    if (!signal.aborted) throw error
  }

async function submit(
  { client, conference, webhookUrl, history }: LoadDeps,
  { key, pages, isBatch, webhook }: Submission,
): Promise<{ id: string; jobIds: string[] } | null> {
  const hook = webhook ? { webhook: { url: webhookUrl, include_markdown: false } } : {}
  const jobs = pages.map(({ page, number }) => ({
    parameters: conference.session(page, number),
    external_id: `${key}.${number}`,
  }))
  const answer = isBatch
    ? await client.ask('createBatch', 'POST', '/batches', { body: { jobs, batch_name: key, ...hook }, key })
    : await client.ask('createJob', 'POST', '/jobs', { body: { ...jobs[0], ...hook }, key })
  if (answer?.status !== 201) {
    history.add({ kind: 'unknown', key })
    return null
  }
  const { batch, job_ids } = answer.body as BatchCreated
  const { job } = answer.body as JobAnswer
  const made = isBatch ? { id: batch.batch_id, jobIds: job_ids } : { id: job.job_id, jobIds: [job.job_id] }
  history.add({ kind: 'accepted', key, batch_id: isBatch ? made.id : null, job_ids: made.jobIds, webhook })
  return made
}

/** Requests a state change and records its outcome. */
async function control(
  { client, history }: LoadDeps,
  name: ControlName,
  id: string,
  [method, path]: [string, string],
  body?: unknown,
): Promise<Outcome> {
  const started_at = Date.now()
  const answer = await client.ask(name, method, path, body === undefined ? {} : { body })
  const outcome: Outcome = !answer
    ? 'maybe'
    : answer.status < 300
      ? 'done'
      : // A first try without a response may have succeeded already.
        answer.repeated
        ? 'maybe'
        : 'refused'
  history.add({ kind: 'control', name, id, started_at, outcome, status: answer?.status ?? null })
  return outcome
}

async function pauseFor(deps: LoadDeps, { pause }: Submission, id: string): Promise<void> {
  if (!pause) return
  const route: [string, string] = ['POST', `/batches/${id}/toggle-active`]
  await wait(pause.after_ms, undefined, { signal: deps.signal })
  const outcome = await control(deps, 'pause', id, route, { isActive: false })
  const before = await deps.numbersOf(id)
  await wait(pause.for_ms, undefined, { signal: deps.signal }).catch(() => {})
  const after = await deps.numbersOf(id)
  if (outcome === 'done' && before && after) deps.history.add({ kind: 'paused', batch_id: id, before, after })
  // Also at the end of a run, again and again: a batch that stays paused never ends.
  while ((await control(deps, 'resume', id, route, { isActive: true })) === 'maybe' && !deps.signal.aborted);
}

async function carryOut(
  deps: LoadDeps,
  { intent, after_ms, isBatch }: Submission,
  id: string,
  jobIds: string[],
  batches: Set<string>,
): Promise<void> {
  const { signal } = deps
  const at = isBatch ? `/batches/${id}` : `/jobs/${id}`
  if (intent === 'cancel') {
    await wait(after_ms, undefined, { signal })
    await control(deps, 'cancel', id, ['POST', `${at}/cancel`])
  } else if (intent === 'delete') {
    await wait(after_ms, undefined, { signal })
    // No more requests after a delete.
    batches.delete(id)
    await control(deps, 'delete', id, ['DELETE', at])
  } else if (intent === 'restart') {
    const first = jobIds[0] ?? ''
    await untilEnded(deps, first)
    await readJob(deps, first)
    if (isBatch)
      await control(deps, 'restart', id, ['POST', `/batches/${id}/restart`], {
        only: 'all',
        use_cache: false,
      })
    else await control(deps, 'restart', id, ['POST', `/${id}/restart`], { use_cache: false })
    // The old result stays meanwhile.
    for (let ended = false; !ended && !signal.aborted; await wait(300, undefined, { signal }))
      ended = isEnded(await readJob(deps, first))
  }
}

const isEnded = (job: Pick<Job, 'status'> | null): boolean =>
  job === null || ['completed', 'failed', 'cancelled'].includes(job.status)

export async function untilEnded(
  { client, signal }: Pick<LoadDeps, 'client' | 'signal'>,
  id: string,
): Promise<void> {
  for (;;) {
    const answer = await client.ask('waitForJob', 'GET', `/jobs/${id}?wait=5`, { timeoutMs: 15_000 })
    if (answer?.status === 404 || (answer?.status === 200 && isEnded((answer.body as { job: Job }).job)))
      return
    await wait(200, undefined, { signal })
  }
}

/** Null when it is not there. */
export async function readJob(
  { client, history }: Pick<LoadDeps, 'client' | 'history'>,
  id: string,
): Promise<Job | null> {
  const answer = await client.ask('getJob', 'GET', `/jobs/${id}`)
  if (answer?.status !== 200) return null
  const { job } = answer.body as { job: Job }
  history.add({
    kind: 'read',
    job_id: id,
    status: job.status,
    run: job.run.number,
    result_run: job.results?.run ?? null,
    archive_sha256: job.results?.archive_sha256 ?? null,
  })
  return job
}

/** Reads a job and its archive, and records whether they match. */
export async function verifyResult(deps: Pick<LoadDeps, 'client' | 'history'>, id: string): Promise<void> {
  const job = await readJob(deps, id)
  if (!job) return
  const found = await deps.client.download(`/jobs/${id}/download-archive`)
  if (!found) return
  const { status, bytes } = found
  const sha256 = status === 200 ? createHash('sha256').update(bytes).digest('hex') : null
  const stated = job.results?.archive_sha256 ?? null
  deps.history.add({ kind: 'download', job_id: id, status, sha256, bytes: bytes.byteLength, stated })
}

async function follow(
  { client, history, signal }: LoadDeps,
  { key, isBatch }: Submission,
  subject: string,
): Promise<void> {
  const reader = `${key}.reader`
  let complete = false
  try {
    const options = { signal }
    const news = isBatch
      ? client.client.watchBatch(subject, options)
      : client.client.watchJob(subject, options)
    for await (const { id, type } of news)
      if (id !== null) history.add({ kind: 'told', reader, subject, id: Number(id), type })
    complete = true
  } catch {
    // Deleted, or the run has ended: earlier events still count.
  }
  history.add({ kind: 'stream-end', reader, subject, complete })
}

/** Polls the counters of every batch until the signal aborts. */
async function sampleCounters(
  { client, history, sampleEveryMs }: LoadDeps,
  batches: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await wait(sampleEveryMs, undefined, { signal }).catch(() => {})
    for (const batch_id of batches) {
      if (signal.aborted) return
      await sampleBatch({ client, history }, batch_id)
    }
  }
}

export async function sampleBatch(
  { client, history }: Pick<LoadDeps, 'client' | 'history'>,
  batch_id: string,
): Promise<void> {
  const started_at = Date.now()
  const answer = await client.ask('getBatch', 'GET', `/batches/${batch_id}`, {
    patienceMs: 5_000,
    timeoutMs: 5_000,
  })
  if (answer?.status !== 200) return
  const { batch } = answer.body as { batch: Batch }
  history.add({
    kind: 'counters',
    batch_id,
    started_at,
    total: batch.total_jobs,
    counts: {
      pending: batch.pending_jobs,
      processing: batch.processing_jobs,
      completed: batch.completed_jobs,
      failed: batch.failed_jobs,
      cancelled: batch.cancelled_jobs,
    },
  })
}
