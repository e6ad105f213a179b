import { setTimeout as wait } from 'node:timers/promises'
import type { JobLabels, LoggedEvent } from '@async-events/core'

/** An event with what clients know its job or batch by. */
export interface LabelledEvent extends LoggedEvent {
  labels: Partial<JobLabels>
}

/** What a stream tells of: the log of a job or batch, and where it stands now. */
export interface StreamSource {
  /** The next events of the log, in order. */
  read(after: number, limit: number): Promise<LabelledEvent[]>
  idOf(event: LoggedEvent): number
  /** Null when it is gone, or no longer for this caller. */
  look(): Promise<StreamState | null>
  /** Resolves at news, or after so many milliseconds. */
  news(ms: number): Promise<void>
}

export interface StreamState {
  /** Number of the newest event; once it is told and `ended` holds, there is nothing more to come. */
  last: number
  ended: boolean
  progress: object
}

const pageSize = 200
const lookMs = 1_000
/** News of a busy batch are gathered for so long. */
const gatherMs = 100
const heartbeatMs = 15_000
/** What a browser waits before it comes back. */
const retryMs = 2_000

/**
 * Server-sent events (HTML standard, section 9.2): every event of the log after `after`, once and in order, with its
 * number as id; progress without an id, at most once a second; a comment each 15 s. Ends when all is told, or within a
 * second after `ended`.
 */
export async function* eventStream(
  source: StreamSource,
  after: number,
  ended: AbortSignal,
): AsyncGenerator<string, void, void> {
  let told = after
  let shown = ''
  let lastSign = performance.now()
  yield `retry: ${retryMs}\n\n`
  for (;;) {
    // Looked at before the log is read: what ended by then is in the log, or will be.
    const state = await source.look()
    const events = await source.read(told, pageSize)
    for (const event of events) {
      told = source.idOf(event)
      yield frame(event, told)
    }
    if (state === null) return
    if (events.length === pageSize) continue
    const progress = JSON.stringify(state.progress)
    if (progress !== shown) yield `event: progress\ndata: ${progress}\n\n`
    else if (events.length === 0 && performance.now() - lastSign > heartbeatMs) yield ': still here\n\n'
    if (progress !== shown || events.length > 0 || performance.now() - lastSign > heartbeatMs)
      lastSign = performance.now()
    shown = progress
    if (state.ended && told >= state.last) return
    // The client comes back with the id of what it was told last, to another process.
    if (ended.aborted) return
    await Promise.all([source.news(lookMs), wait(gatherMs)])
  }
}

function frame({ job_id, batch_id, seq, pos, type, at, labels, data }: LabelledEvent, id: number): string {
  // The log keeps what happens to a batch itself under the batch's id.
  const job = type === 'batch.completed' ? null : job_id
  const body = { type, timestamp: at.toISOString(), job_id: job, batch_id, ...labels, seq, pos, ...data }
  return `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(body)}\n\n`
}
