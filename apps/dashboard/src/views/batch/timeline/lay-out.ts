import type { QueueName, StepState } from '@async-events/client'
import type { JobRow } from '../job-row.ts'

export interface Bar {
  job: string
  jobName: string
  /** Id of the step. */
  step: string
  status: StepState
  /** Milliseconds since 1970. */
  start: number
  end: number
  /** Line within its queue, from 0. */
  lane: number
}

export interface QueueLanes {
  queue: QueueName
  /** As many as steps of the queue ran at once at most. */
  lanes: number
  bars: readonly Bar[]
  /** Milliseconds of all its steps together. */
  busyMs: number
  longest: Bar
}

export interface Layout {
  from: number
  to: number
  /** Only those that ran something; the one that worked longest comes first. */
  queues: readonly QueueLanes[]
}

/**
 * Steps as bars on a line each of their queue: a bar is put on the first line that is free when it starts. So the lines are
 * the places of workers, and gaps are times when they had nothing to do. Of each step the last attempt is known; what came
 * from the cache took no place. Null before anything has run.
 */
export function layOut(
  rows: readonly JobRow[],
  now: number,
  since = Number.NEGATIVE_INFINITY,
): Layout | null {
  const byQueue = new Map<QueueName, Omit<Bar, 'lane'>[]>()
  for (const { id, name, steps } of rows)
    for (const { id: step, queue, status, started_at, completed_at, cached } of steps) {
      if (started_at === null || cached) continue
      const start = Date.parse(started_at)
      const end = completed_at === null ? (status === 'running' ? now : start) : Date.parse(completed_at)
      if (end < since || end < start) continue
      const bars = byQueue.get(queue) ?? []
      bars.push({ job: id, jobName: name, step, status, start: Math.max(start, since), end })
      byQueue.set(queue, bars)
    }
  const queues = [...byQueue].map(([queue, bars]) => lanesOf(queue, bars)).filter((lanes) => lanes !== null)
  const all = queues.flatMap(({ bars }) => bars)
  if (all.length === 0) return null
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { start, end } of all) {
    from = Math.min(from, start)
    to = Math.max(to, end)
  }
  return { from, to, queues: queues.sort((a, b) => b.busyMs - a.busyMs) }
}

function lanesOf(queue: QueueName, found: Omit<Bar, 'lane'>[]): QueueLanes | null {
  /** When each line is free again. */
  const freeAt: number[] = []
  const bars = found
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .map((bar): Bar => {
      const free = freeAt.findIndex((end) => end <= bar.start)
      const lane = free < 0 ? freeAt.length : free
      freeAt[lane] = bar.end
      return { ...bar, lane }
    })
  const [first] = bars
  if (first === undefined) return null
  const length = ({ start, end }: Bar): number => end - start
  return {
    queue,
    lanes: freeAt.length,
    bars,
    busyMs: bars.reduce((sum, bar) => sum + length(bar), 0),
    longest: bars.reduce((longest, bar) => (length(bar) > length(longest) ? bar : longest), first),
  }
}

/** Round distances of marks on an axis of time, in milliseconds: about `wanted` of them fit into the span. */
export function tickDistance(spanMs: number, wanted: number): number {
  const distances = [
    ...[100, 200, 500],
    ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * 1000),
    ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * 60_000),
    ...[1, 2, 6, 12].map((hours) => hours * 3_600_000),
  ]
  return (
    distances.find((distance) => spanMs / distance <= wanted) ??
    Math.ceil(spanMs / wanted / 86_400_000) * 86_400_000
  )
}
