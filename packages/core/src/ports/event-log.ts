import type { LoggedEvent, NewEvent } from '../domain/job/events.ts'

export interface EventLog {
  /** Appends what is not there yet, in order, and numbers a batch's events without a gap. */
  append(events: NewEvent[]): Promise<void>
  ofJob(jobId: string, after: number, limit: number): Promise<LoggedEvent[]>
  ofBatch(batchId: string, after: number, limit: number): Promise<LoggedEvent[]>
  /** Highest position of each batch, 0 when it has none. */
  positions(batchIds: string[]): Promise<Map<string, number>>
  removeOfJob(jobId: string): Promise<void>
  /**
   * Removes older events, except the last one of each batch, from which numbering continues.
   * Returns their number.
   */
  removeBefore(before: Date): Promise<number>
}

/** Best effort: waiting streams also poll. */
export interface EventNudge {
  /** The log has something new of these jobs and batches. */
  announce(ids: string[]): void
  /** Calls `wake` at each announcement until the answer is called. */
  listen(id: string, wake: () => void): () => void
}
