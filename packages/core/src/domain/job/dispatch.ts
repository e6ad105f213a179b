import type { Job, QueueName } from './job.ts'
import { isTerminal } from './job.ts'

/** A message that tells a worker to try a step. It holds ids only; the truth is in the job. */
export interface Dispatch {
  /** Deterministic: adding it again is ignored while the queue holds it and accepted when it was lost. */
  id: string
  queue: QueueName
  job_id: string
  run: number
  step: string
  delay_ms: number
  priority: number
}

/** Messages for every step of the job that waits to be claimed. `finished`: jobs of its batch that have ended. */
export function dispatchesOf(job: Job, now: Date, finished = 0): Dispatch[] {
  if (job.hold !== null || job.deleted_at !== null || isTerminal(job)) return []
  return Object.entries(job.steps).flatMap(([id, step]) => {
    if (step.status !== 'ready' && step.status !== 'retrying') return []
    return [
      {
        id: dispatchId(job, id),
        queue: step.queue,
        job_id: job.id,
        run: job.run.number,
        step: id,
        delay_ms: Math.max(0, (step.due_at?.getTime() ?? 0) - now.getTime()),
        priority: dispatchPriority(job.priority, job.batch_place - finished),
      },
    ]
  })
}

export function dispatchId(job: Job, stepId: string): string {
  const step = job.steps[stepId]
  return [job.id, job.run.number, stepId, step?.attempts ?? 0, step?.crashes ?? 0].join('.')
}

/**
 * Lower runs first. The user's priority decides, then the place among the unfinished jobs of the batch: a single job
 * passes a batch of a thousand. Stays below 2^21, the limit of BullMQ.
 * @param userPriority 1 (urgent) to 10
 * @param place 0 for a single job or the first unfinished one of its batch
 */
export function dispatchPriority(userPriority: number, place: number): number {
  return userPriority * 10_000 + Math.min(Math.max(place, 0), 9_999)
}
