import type { JobState, QueueName, Step } from '@async-events/client'

export interface EstimatedJob {
  status: JobState
  steps: readonly EstimatedStep[]
}
type EstimatedStep = Pick<Step, 'name' | 'queue' | 'status' | 'started_at' | 'duration_ms' | 'cached'>

const settled: ReadonlySet<string> = new Set(['completed', 'failed', 'skipped', 'cancelled'])
const ended: ReadonlySet<string> = new Set(['completed', 'failed', 'cancelled'])

/**
 * Milliseconds until the last of these jobs will have ended, from how long the steps of each processor took so far. Queues work
 * at the same time, each with as many workers as are running now; the steps of one job follow each other. Null while too little
 * has run to tell. `unseen` counts further waiting jobs, like those that are seen waiting.
 */
export function timeLeft(jobs: readonly EstimatedJob[], unseen: number, now: number): number | null {
  const open = jobs.filter(({ status }) => !ended.has(status))
  if (open.length === 0 && unseen === 0) return 0
  const means = meanDurations(jobs)
  const ofQueue = new Map<QueueName, number>()
  const running = new Map<QueueName, number>()
  let longest = 0
  let waitingJobs = 0
  const ofWaiting = new Map<QueueName, number>()
  for (const { status, steps } of open) {
    let own = 0
    if (status === 'pending') waitingJobs += 1
    for (const step of steps) {
      if (settled.has(step.status)) continue
      const mean = means.get(step.name)
      // A processor that has never run here says nothing yet.
      if (mean === undefined) continue
      const rest = remaining(step, mean, now)
      own += rest
      add(ofQueue, step.queue, rest)
      if (status === 'pending') add(ofWaiting, step.queue, rest)
      if (step.status === 'running') add(running, step.queue, 1)
    }
    longest = Math.max(longest, own)
  }
  if (means.size === 0) return null
  const scale = waitingJobs === 0 ? 0 : unseen / waitingJobs
  if (unseen > 0 && waitingJobs === 0) return null
  const ofQueues = [...ofQueue].map(
    ([queue, ms]) => (ms + scale * (ofWaiting.get(queue) ?? 0)) / Math.max(1, running.get(queue) ?? 0),
  )
  return Math.max(longest, ...ofQueues)
}

/** Mean milliseconds of the steps of each processor that ran; what came from the cache took no work. */
export function meanDurations(jobs: readonly EstimatedJob[]): ReadonlyMap<string, number> {
  const sums = new Map<string, { ms: number; count: number }>()
  for (const { steps } of jobs)
    for (const { name, status, duration_ms, cached } of steps) {
      if (status !== 'completed' || cached || duration_ms === null) continue
      const sum = sums.get(name) ?? { ms: 0, count: 0 }
      sums.set(name, { ms: sum.ms + duration_ms, count: sum.count + 1 })
    }
  return new Map([...sums].map(([name, { ms, count }]) => [name, ms / count]))
}

/** A step that takes longer than others did is about to end, as far as one can tell. */
function remaining({ status, started_at }: EstimatedStep, mean: number, now: number): number {
  if (status !== 'running' || started_at === null) return mean
  return Math.max(0, mean - (now - Date.parse(started_at)))
}

function add<Key>(map: Map<Key, number>, key: Key, value: number): void {
  map.set(key, (map.get(key) ?? 0) + value)
}
