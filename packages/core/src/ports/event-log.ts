import type { LoggedEvent, NewEvent } from '../domain/job/events.ts'

/** An event after which a job has another document, or none. */
export interface DocumentEvent {
  id: string
  job_id: string
  logged_at: Date
}

export interface EventLog {
  /** Appends what is not there yet, in order, and numbers a batch's events without a gap. */
  append(events: NewEvent[]): Promise<void>
  ofJob(jobId: string, after: number, limit: number): Promise<LoggedEvent[]>
  ofBatch(batchId: string, after: number, limit: number): Promise<LoggedEvent[]>
  /**
   * Events after which a job has another document, or none, beyond this one, in the order in which they were logged. The
   * time is that of the process which logged them.
   */
  ofDocuments(beyond: Pick<DocumentEvent, 'id' | 'logged_at'>, limit: number): Promise<DocumentEvent[]>
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
