import type { HistoryEntry } from '../../harness/history.ts'
import type { DumpedEvent, DumpedJob, Evidence } from '../evidence.ts'

export const start = 1_700_000_000_000

type WithoutTime<T> = T extends unknown ? Omit<T, 'at'> : never
export const entry = (at: number, fields: WithoutTime<HistoryEntry>): HistoryEntry =>
  ({ at: start + at, ...fields }) as HistoryEntry

/** A job that was scraped, written and archived in one run, with its log. */
export function completedJob(
  id: string,
  batch: string | null,
  firstPos = 1,
): { job: DumpedJob; events: DumpedEvent[] } {
  const told: [string, string | null, string | null][] = [
    ['job.created', null, null],
    ['job.started', null, null],
    ['job.step', 'scrape', 'running'],
    ['job.step', 'scrape', 'completed'],
    ['job.step', 'transform', 'running'],
    ['job.step', 'transform', 'completed'],
    ['job.completed', null, null],
  ]
  const events = told.map(([type, step, status], index) => ({
    job_id: id,
    seq: index + 1,
    batch_id: batch,
    pos: batch === null ? null : firstPos + index,
    type,
    at: start + 100 * (index + 1),
    run: 1,
    step,
    status,
    error: null,
  }))
  const step = { status: 'completed', attempts: 0, crashes: 0 }
  const job: DumpedJob = {
    id,
    status: 'completed',
    batch_id: batch,
    external_id: `key-${id}`,
    url: 'http://127.0.0.1:1/plain/1',
    run: 1,
    result_run: 1,
    seq: events.length,
    rev: events.length,
    outbox: 0,
    hold: null,
    deleted: false,
    has_webhook: true,
    error: null,
    steps: { scrape: step, transform: step },
    bytes: 5_000,
  }
  return { job, events }
}

const stepLog = (at: number, job_id: string, what: 'started' | 'completed', pid = 11): HistoryEntry =>
  entry(at, {
    kind: 'step-log',
    process: 'worker-scrape-1',
    pid,
    job_id,
    run: 1,
    step: 'scrape',
    what,
    attempt: what === 'started' ? 1 : null,
  })

const key = `public/sha256/${'a'.repeat(64)}`

/** A small run without violations: a single job, a batch of two, a kill, all events delivered and read. */
export function goodEvidence(): Evidence {
  const single = completedJob('job-1', null)
  const first = completedJob('job-2', 'batch-1', 1)
  const second = completedJob('job-3', 'batch-1', 8)
  const end: DumpedEvent = {
    job_id: 'batch-1',
    seq: 1,
    batch_id: 'batch-1',
    pos: 15,
    type: 'batch.completed',
    at: start + 1_000,
    run: null,
    step: null,
    status: 'completed',
    error: null,
  }
  const jobs = [single.job, first.job, second.job]
  const counts = { pending: 0, processing: 0, completed: 2, failed: 0, cancelled: 0 }
  const told = [...first.events, ...second.events, end].map(({ pos, type }, index) =>
    entry(1_100 + index, { kind: 'told', reader: 'r', subject: 'batch-1', id: pos ?? 0, type }),
  )
  const hook = (
    id: string,
    type: string,
    owner: { job_id: string | null; batch_id: string | null },
    at: number,
  ) => ({
    at: start + 1_500,
    id,
    type,
    ...owner,
    seq: Number(id.split('.')[1]),
    timestamp: new Date(start + at).toISOString(),
    is_signed: true,
    traceparent: null,
    answer: 200 as const,
  })
  return {
    history: [
      entry(0, { kind: 'phase', phase: 'load' }),
      entry(1, {
        kind: 'request',
        operation: 'createJob',
        api: 0,
        started_at: start,
        status: 201,
        error: null,
        retry_after: null,
        envelope: null,
      }),
      entry(2, { kind: 'accepted', key: 'one', batch_id: null, job_ids: ['job-1'], webhook: true }),
      entry(3, {
        kind: 'accepted',
        key: 'two',
        batch_id: 'batch-1',
        job_ids: ['job-2', 'job-3'],
        webhook: true,
      }),
      ...jobs.flatMap(({ id }) => [stepLog(300, id, 'started'), stepLog(400, id, 'completed')]),
      entry(350, { kind: 'fault', fault: 'kill', target: 'worker-scrape-2', phase: 'begin' }),
      entry(351, { kind: 'fault', fault: 'kill', target: 'worker-scrape-2', phase: 'end' }),
      entry(500, {
        kind: 'process',
        name: 'worker-scrape-2',
        pid: 12,
        what: 'exited',
        code: null,
        signal: 'SIGKILL',
        asked: 'SIGKILL',
        ready: true,
        took_ms: 3,
        fatal: null,
      }),
      ...told,
      entry(1_200, { kind: 'stream-end', reader: 'r', subject: 'batch-1', complete: true }),
      entry(1_300, { kind: 'counters', batch_id: 'batch-1', started_at: start + 1_290, total: 2, counts }),
      entry(2_000, { kind: 'phase', phase: 'settled' }),
      entry(2_100, {
        kind: 'read',
        job_id: 'job-1',
        status: 'completed',
        run: 1,
        result_run: 1,
        archive_sha256: 'aa',
      }),
      entry(2_200, { kind: 'download', job_id: 'job-1', status: 200, sha256: 'aa', bytes: 9, stated: 'aa' }),
    ],
    received: [
      ...jobs.map(({ id, batch_id }) => hook(`${id}.7.job`, 'job.completed', { job_id: id, batch_id }, 700)),
      hook('batch-1.1.batch', 'batch.completed', { job_id: null, batch_id: 'batch-1' }, 1_000),
    ],
    dump: {
      jobs,
      batches: [
        {
          id: 'batch-1',
          name: 'two',
          status: 'completed',
          generation: 1,
          isActive: true,
          deleted: false,
          has_webhook: true,
        },
      ],
      events: [...single.events, ...first.events, ...second.events, end],
      deliveries: [],
      results: jobs.map(({ id }) => `${id}.1`),
      logs: jobs.map(({ id }) => id),
      references: [key],
    },
    files: { artifacts: [{ key, is_whole: true }], leftovers: [] },
    processes: [],
  }
}
