import type { Dispatch } from '../domain/job/dispatch.ts'
import type { QueueName } from '../domain/job/job.ts'

export interface StepQueue {
  /** Throws `unavailable` when the queue cannot be reached; adding again what it holds is harmless. */
  publish(dispatches: Dispatch[]): Promise<void>
  /** Tells all workers to stop these jobs' steps. Best effort: the heartbeat guarantees it. */
  announceStop(jobIds: string[]): Promise<void>
  /** True after the queue lost its data (first start, flush, empty restart), until `markKept`. */
  wasLost(): Promise<boolean>
  /** All that should wait in the queue has been published again. */
  markKept(): Promise<void>
  /** Steps that wait to be taken, by queue. */
  waiting(): Promise<Record<QueueName, number>>
  check(): Promise<void>
}
