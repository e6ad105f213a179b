import { describe, expect, it } from 'vitest'
import type { HistoryEntry } from '../../harness/history.ts'
import type { DumpedEvent, Evidence } from '../evidence.ts'
import { checkRun } from './check-run.ts'
import { entry, goodEvidence, start } from './evidence-builder.ts'

type Harm = (evidence: Evidence) => void

const job = ({ dump }: Evidence, id = 'job-1') => dump.jobs.find((found) => found.id === id)!
const add = (evidence: Evidence, ...entries: HistoryEntry[]): void => {
  evidence.history = [...evidence.history, ...entries]
}
const change = (evidence: Evidence, kind: HistoryEntry['kind'], fields: object): void => {
  evidence.history = evidence.history.map((each) =>
    each.kind === kind ? ({ ...each, ...fields } as HistoryEntry) : each,
  )
}
const request = (at: number, took: number, fields: object): HistoryEntry =>
  entry(at + took, {
    kind: 'request',
    operation: 'getJob',
    api: 1,
    started_at: start + at,
    status: 200,
    error: null,
    retry_after: null,
    envelope: null,
    ...fields,
  })
const fault = (at: number, name: string, target: string, phase: 'begin' | 'end' = 'begin'): HistoryEntry =>
  entry(at, { kind: 'fault', fault: name, target, phase })
const more = (evidence: Evidence, id: string, seq: number, fields: Partial<DumpedEvent>): void => {
  const last = evidence.dump.events.find((event) => event.job_id === id)!
  const base = { ...last, seq, pos: null, batch_id: null, step: null, status: null }
  evidence.dump.events.push({ ...base, at: start + 900 + seq, ...fields } as DumpedEvent)
  job(evidence, id).seq = Math.max(job(evidence, id).seq, seq)
}
const control = (at: number, name: 'cancel' | 'delete', id: string, outcome = 'done') =>
  entry(at, { kind: 'control', name, id, started_at: start + at - 5, outcome, status: 200 } as never)

/** The numbers of the events of one job of the batch at the beginning and at the end of a pause. */
const paused = (before: number, after: number): HistoryEntry =>
  entry(600, {
    kind: 'paused',
    batch_id: 'batch-1',
    before: { 'job-2': before },
    after: { 'job-2': after },
  })

/** A job whose step began at 300 and is cancelled at 310; when its worker says that the step has ended, if it does. */
function cancelWhileItRuns(evidence: Evidence, endsAt: number | null): void {
  const step = { job_id: 'job-9', run: 1, step: 'scrape', process: 'worker-scrape-1', pid: 11 } as const
  const said = (at: number, what: 'started' | 'ended') =>
    entry(at, { kind: 'step-log', ...step, what, attempt: null })
  add(evidence, said(300, 'started'), control(310, 'cancel', 'job-9'))
  if (endsAt !== null) add(evidence, said(endsAt, 'ended'))
}

const harms: [number, string, Harm][] = [
  [1, 'accepted jobs are lost', (run) => void run.dump.jobs.splice(0, 1)],
  [1, 'accepted batches are lost', (run) => void run.dump.batches.splice(0)],
  [1, 'never released', (run) => Object.assign(job(run, 'job-2'), { hold: 'creating' })],
  [2, 'have not ended', (run) => Object.assign(job(run), { status: 'processing', outbox: 1 })],
  [2, 'were not removed', (run) => Object.assign(job(run), { deleted: true })],
  [3, 'more than one terminal state', (run) => more(run, 'job-1', 8, { type: 'job.failed' })],
  [3, 'not legal', (run) => more(run, 'job-1', 8, { type: 'job.step', step: 'scrape', status: 'completed' })],
  [
    3,
    'not legal',
    (run) => {
      // Two workers at once.
      const claim = run.dump.events.find(({ job_id, step }) => job_id === 'job-1' && step === 'scrape')!
      for (const event of run.dump.events) if (event.job_id === 'job-1' && event.seq > 3) event.seq += 1
      run.dump.events.push({ ...claim, seq: 4 })
      run.dump.events.sort((one, other) => one.seq - other.seq)
      job(run).seq += 1
    },
  ],
  [3, 'not legal', (run) => Object.assign(job(run), { status: 'failed', error: { code: 'no_content' } })],
  [3, 'missing from the log', (run) => Object.assign(job(run), { seq: 8 })],
  [
    4,
    'lost its lease',
    (run) => {
      const later = run.history.find((each) => each.kind === 'step-log' && each.what === 'started')!
      add(run, { ...later, at: later.at + 50, pid: 99, attempt: 2 } as HistoryEntry)
    },
  ],
  [
    4,
    'more than once',
    (run) => {
      const taken = run.history.find((each) => each.kind === 'step-log' && each.what === 'completed')!
      add(run, { ...taken, pid: 99 } as HistoryEntry)
    },
  ],
  [
    14,
    'still disturbed',
    (run) =>
      add(
        run,
        entry(2_050, { kind: 'probe', round: 1, slowest_ms: 900, complaints: [], is_sound: true }),
        entry(2_060, {
          kind: 'probe',
          round: 2,
          slowest_ms: 900,
          complaints: ['api-1 (3): steps were not published'],
          is_sound: false,
        }),
      ),
  ],
  [8, 'went on after their job was cancelled', (run) => cancelWhileItRuns(run, null)],
  [8, 'went on after their job was cancelled', (run) => cancelWhileItRuns(run, 5_311)],
  [5, 'cannot be read', (run) => change(run, 'download', { status: 404, sha256: null })],
  [5, 'not what their job says', (run) => change(run, 'download', { sha256: 'bb' })],
  [5, 'not there', (run) => void run.files.artifacts.splice(0)],
  [
    6,
    'were there and then were not',
    (run) =>
      add(
        run,
        entry(2_300, {
          kind: 'read',
          job_id: 'job-1',
          status: 'processing',
          run: 2,
          result_run: null,
          archive_sha256: null,
        }),
      ),
  ],
  [6, 'no results', (run) => void run.dump.results.splice(0, 1)],
  [
    7,
    'sum to the total',
    (run) =>
      change(run, 'counters', {
        counts: { pending: 1, processing: 0, completed: 2, failed: 0, cancelled: 0 },
      }),
  ],
  [
    7,
    'not the number of its jobs',
    (run) =>
      change(run, 'counters', {
        total: 1,
        counts: { pending: 0, processing: 0, completed: 1, failed: 0, cancelled: 0 },
      }),
  ],
  [
    7,
    'not those of the jobs',
    (run) =>
      change(run, 'counters', {
        counts: { pending: 1, processing: 0, completed: 1, failed: 0, cancelled: 0 },
      }),
  ],
  [7, 'come to their end', (run) => Object.assign(run.dump.batches[0]!, { status: 'processing' })],
  [8, 'while their batch was paused', (run) => add(run, paused(2, 5))],
  [8, 'left behind', (run) => void run.processes.push({ pid: 7, parent: 1, command: 'ffmpeg' })],
  [9, 'never delivered', (run) => Object.assign(run, { received: run.received.slice(1) })],
  [
    9,
    'never delivered',
    (run) => Object.assign(run, { received: run.received.map((each) => ({ ...each, answer: 500 })) }),
  ],
  [
    9,
    'valid signature',
    (run) => Object.assign(run, { received: run.received.map((each) => ({ ...each, is_signed: false })) }),
  ],
  [
    9,
    'several ids',
    (run) => Object.assign(run, { received: [...run.received, { ...run.received[0]!, id: 'other' }] }),
  ],
  [
    9,
    'several events',
    (run) => Object.assign(run, { received: [...run.received, { ...run.received[0]!, type: 'job.failed' }] }),
  ],
  [9, 'never relayed', (run) => Object.assign(job(run), { outbox: 1 })],
  [
    9,
    'gaps',
    (run) =>
      Object.assign(run, { history: run.history.filter((each) => !(each.kind === 'told' && each.id === 4)) }),
  ],
  [
    9,
    'repeat',
    (run) => {
      const told = run.history.filter((each) => each.kind === 'told')
      add(run, told.at(-1)!)
    },
  ],
  [9, 'did not end', (run) => change(run, 'stream-end', { complete: false })],
  [
    9,
    'has holes',
    (run) => Object.assign(run.dump, { events: run.dump.events.filter(({ pos }) => pos !== 4) }),
  ],
  [
    10,
    'different things',
    (run) =>
      add(run, entry(9, { kind: 'accepted', key: 'one', batch_id: null, job_ids: ['job-2'], webhook: true })),
  ],
  [10, 'several jobs', (run) => Object.assign(job(run, 'job-2'), { external_id: job(run).external_id })],
  [10, 'several batches', (run) => void run.dump.batches.push({ ...run.dump.batches[0]!, id: 'batch-2' })],
  [11, 'not 503', (run) => add(run, request(600, 10, { status: 500, envelope: true }))],
  [11, 'envelope', (run) => add(run, request(600, 10, { status: 404, envelope: false }))],
  [
    11,
    'Retry-After',
    (run) => add(run, fault(590, 'refuse', 'database'), request(600, 10, { status: 503, envelope: true })),
  ],
  [
    11,
    'came late',
    (run) =>
      add(
        run,
        fault(590, 'refuse', 'database'),
        request(600, 6_000, { status: 503, envelope: true, retry_after: 2 }),
      ),
  ],
  [11, 'no answer', (run) => add(run, request(60_000, 10, { status: null, error: 'ECONNREFUSED' }))],
  [
    12,
    '503 though',
    (run) =>
      add(
        run,
        fault(59_000, 'refuse', 'redis'),
        request(60_000, 10, { status: 503, envelope: true, retry_after: 2 }),
      ),
  ],
  [
    11,
    'nobody caught',
    (run) => change(run, 'process', { asked: null, code: 1, signal: null, fatal: '{"level":"fatal"}' }),
  ],
  [13, 'exit with 0', (run) => change(run, 'process', { asked: 'SIGTERM', code: 1, signal: null })],
  [13, 'had to be killed', (run) => change(run, 'process', { took_ms: 15_000 })],
  [
    13,
    'cost a step a lease',
    (run) => {
      change(run, 'fault', { fault: 'term' })
      job(run).steps.scrape!.crashes = 1
    },
  ],
  [
    14,
    'never came to rest',
    (run) => Object.assign(run, { history: run.history.filter((each) => each.kind !== 'phase') }),
  ],
  [
    15,
    'although all their sources are good',
    (run) => {
      Object.assign(job(run), {
        status: 'failed',
        result_run: null,
        error: { code: 'worker_crashed', step: 'scrape' },
      })
      run.dump.events.find(({ job_id, seq }) => job_id === 'job-1' && seq === 7)!.type = 'job.failed'
    },
  ],
  [16, 'damaged', (run) => Object.assign(run.files.artifacts[0]!, { is_whole: false })],
  [19, 'logs of jobs that are gone', (run) => void run.dump.logs.push('job-gone')],
  [19, 'nothing refers to', (run) => void run.dump.references.splice(0)],
  [19, 'left behind', (run) => void run.files.leftovers.push('work/scrape-1/step-x')],
  [19, 'larger than 256 kB', (run) => Object.assign(job(run), { bytes: 256 * 1024 + 1 })],
]

describe('the checker', () => {
  it('finds nothing in a run in which nothing went wrong', () => {
    expect(checkRun(goodEvidence())).toEqual([])
  })

  it.each(harms)('names %i: %s', (invariant, text, harm) => {
    const run = structuredClone(goodEvidence())
    harm(run)
    const found = checkRun(run)
    const named = found.filter((violation) => violation.invariant === invariant)
    expect(named.map(({ message }) => message).join('; ')).toContain(text)
    expect(named.every(({ evidence }) => evidence.length > 0)).toBe(true)
  })
})

const fair: [string, Harm][] = [
  [
    'a deleted job that is gone',
    (run) => {
      add(run, control(1_600, 'delete', 'job-1'))
      run.dump.jobs.splice(0, 1)
      run.dump.logs.splice(0, 1)
      run.dump.results.splice(0, 1)
      run.dump.events = run.dump.events.filter(({ job_id }) => job_id !== 'job-1')
    },
  ],
  [
    'a job that nobody knows to be deleted or not',
    (run) => {
      add(run, control(1_600, 'delete', 'job-1', 'maybe'))
      run.dump.jobs.splice(0, 1)
      run.dump.logs.splice(0, 1)
    },
  ],
  [
    '503 while the database is away',
    (run) =>
      add(
        run,
        fault(59_000, 'refuse', 'database'),
        request(60_000, 2_500, { status: 503, envelope: true, retry_after: 2 }),
      ),
  ],
  [
    'no answer of an API that was killed',
    (run) =>
      add(
        run,
        fault(59_000, 'kill', 'api-1'),
        fault(59_001, 'kill', 'api-1', 'end'),
        request(60_000, 10, { status: null, error: 'ECONNREFUSED' }),
      ),
  ],
  [
    'a lease that ran out under harder faults',
    (run) => {
      job(run).steps.scrape!.crashes = 1
    },
  ],
  [
    'a claim just before a pause was answered, what runs going on meanwhile, and a claim once the batch is active again',
    (run) => add(run, paused(3, 4)),
  ],
  [
    'a second run after a restart, with the results of the first until then',
    (run) => {
      more(run, 'job-1', 8, { type: 'job.restarted', run: 2 })
      more(run, 'job-1', 9, { type: 'job.failed', run: 2 })
      Object.assign(job(run), {
        status: 'failed',
        run: 2,
        url: 'http://127.0.0.1:1/gone/1',
        error: { code: 'x' },
      })
      run.received = [
        ...run.received,
        { ...run.received[0]!, id: 'job-1.9.job', seq: 9, type: 'job.failed', timestamp: 'later' },
      ]
    },
  ],
  [
    'a webhook that was told twice under one id',
    (run) => Object.assign(run, { received: [...run.received, run.received[0]!] }),
  ],
  [
    'work that was disturbed for a moment after the faults',
    (run) =>
      add(
        run,
        entry(2_050, { kind: 'probe', round: 1, slowest_ms: 9e3, complaints: ['x'], is_sound: false }),
        entry(2_060, { kind: 'probe', round: 2, slowest_ms: 900, complaints: [], is_sound: true }),
      ),
  ],
  ['a cancelled job whose step ends in time', (run) => cancelWhileItRuns(run, 5_310)],
  [
    'a cancelled job whose worker dies',
    (run) => {
      cancelWhileItRuns(run, null)
      const exit = run.history.find((each) => each.kind === 'process')!
      add(run, { ...exit, pid: 11, name: 'worker-scrape-1', at: start + 900 } as HistoryEntry)
    },
  ],
  [
    'a cancelled job whose worker is frozen',
    (run) => {
      cancelWhileItRuns(run, null)
      const freeze = { kind: 'fault', fault: 'freeze', target: 'worker-scrape-1' } as const
      add(run, entry(200, { ...freeze, phase: 'begin' }))
      add(run, entry(9_000, { ...freeze, phase: 'end' }))
    },
  ],
  ['a cancelled job whose step had ended before', (run) => cancelWhileItRuns(run, 309)],
  [
    'an attempt that gave its step back and another that finished it',
    (run) => {
      const first = run.history.find((each) => each.kind === 'step-log' && each.what === 'started')!
      run.history = [{ ...first, at: first.at - 50, pid: 99 } as HistoryEntry, ...run.history]
    },
  ],
]

describe('the checker does not mind', () => {
  it.each(fair)('%s', (_name, harm) => {
    const run = structuredClone(goodEvidence())
    harm(run)
    expect(checkRun(run)).toEqual([])
  })
})
