import { type DumpedEvent, type Evidence, isTerminal } from '../evidence.ts'
import { type Violation, violationOf } from './invariants.ts'

/** Statuses that an event of a step may come after; `waiting` is blocked or ready, of which no event tells at first. */
const edges: Record<string, readonly string[]> = {
  running: ['waiting', 'ready', 'retrying'],
  completed: ['running'],
  retrying: ['running'],
  failed: ['running'],
  ready: ['running'],
  skipped: ['waiting', 'running'],
}

/** Checks each job's event log: it may only follow the edges of the state machine. */
export function checkTransitions({ dump }: Evidence): Violation[] {
  const illegal: string[] = []
  const doubled: string[] = []
  const gaps: string[] = []
  const jobs = new Map(dump.jobs.map((job) => [job.id, job]))
  const batchIds = new Set(dump.batches.map(({ id }) => id))
  const logs = Map.groupBy(dump.events, ({ job_id }) => job_id)

  for (const [id, events] of logs) {
    if (events.some(({ type }) => type === 'batch.completed') || batchIds.has(id)) continue
    const story = readStory(events)
    illegal.push(...story.illegal.map((text) => `${id}: ${text}`))
    doubled.push(...story.doubled.map((text) => `${id}: ${text}`))
    const job = jobs.get(id)
    if (!job || job.deleted) continue
    const missing = missingNumbers(events, job.seq)
    if (job.outbox === 0 && missing.length > 0) gaps.push(`${id}: ${missing.join(', ')} of ${job.seq}`)
    const told = story.ends.get(job.run) ?? null
    const stored = isTerminal(job.status) ? job.status : null
    if (job.outbox === 0 && told !== stored)
      illegal.push(`${id}: the log of run ${job.run} ends with ${told ?? 'no end'}, the job is ${job.status}`)
  }
  for (const { id, outbox, seq } of dump.jobs)
    if (!logs.has(id) && outbox === 0 && seq > 0) gaps.push(`${id}: nothing of ${seq}`)

  return [
    ...violationOf(3, 'runs have more than one terminal state', doubled),
    ...violationOf(3, 'transitions are not legal', illegal),
    ...violationOf(3, 'events are missing from the log', gaps),
  ]
}

function readStory(events: readonly DumpedEvent[]): {
  illegal: string[]
  doubled: string[]
  /** Terminal state of each run. */
  ends: Map<number, string>
} {
  const illegal: string[] = []
  const doubled: string[] = []
  const ends = new Map<number, string>()
  let steps = new Map<string, string>()
  let run = 1
  let started = false
  for (const event of events) {
    const at = `seq ${event.seq} ${event.type}${event.step ? ` ${event.step} ${event.status}` : ''}`
    if (event.type === 'job.deleted') continue
    if (event.type === 'job.restarted') {
      if (!ends.has(run)) illegal.push(`${at} before run ${run} had ended`)
      if (event.run !== run + 1) illegal.push(`${at} makes run ${event.run} out of ${run}`)
      run = event.run ?? run + 1
      steps = new Map()
      started = false
      continue
    }
    if (event.run !== null && event.run !== run) illegal.push(`${at} tells of run ${event.run} in run ${run}`)
    const end = /^job\.(completed|failed|cancelled)$/.exec(event.type)?.[1]
    if (end !== undefined) {
      if (ends.has(run)) doubled.push(`${at} after run ${run} was ${ends.get(run)}`)
      ends.set(run, end)
      continue
    }
    if (event.type === 'job.created') continue
    if (ends.has(run)) illegal.push(`${at} after run ${run} was ${ends.get(run)}`)
    if (event.type === 'job.started') {
      if (started) illegal.push(`${at} for the second time in run ${run}`)
      started = true
    } else if (event.type === 'job.step' && event.step !== null && event.status !== null) {
      const before = steps.get(event.step) ?? 'waiting'
      if (!edges[event.status]?.includes(before)) illegal.push(`${at} after ${before}`)
      if (event.status === 'running' && !started) illegal.push(`${at} before the job was started`)
      steps.set(event.step, event.status)
    }
  }
  return { illegal, doubled, ends }
}

/** Numbers from 1 that the log does not have. */
function missingNumbers(events: readonly { seq: number }[], last: number): number[] {
  const there = new Set(events.map(({ seq }) => seq))
  return Array.from({ length: last }, (_, index) => index + 1).filter((seq) => !there.has(seq))
}
