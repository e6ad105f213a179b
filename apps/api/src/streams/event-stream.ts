import type { StreamSource, StreamState } from './event-sources.ts'
import { type Followed, pageSize } from './followed.ts'

const progressMs = 1_000
const heartbeatMs = 15_000
/** What a browser waits before it comes back. */
const retryMs = 2_000

export interface StreamOptions {
  source: StreamSource
  follow(source: StreamSource): Followed
  /** Number of the last event that the client knows. */
  after: number
  /** Asked at every look. */
  mayRead(state: StreamState): Promise<boolean>
  ended: AbortSignal
}

/**
 * Server-sent events (HTML standard, section 9.2): every event of the log after `after`, once and in order, with its
 * number as id; progress without an id, at most once a second; a comment each 15 s. Ends when all is told, or within a
 * second after `ended`; at once, and without another word, when it may not be read any more.
 */
export async function* eventStream({
  source,
  follow,
  after,
  mayRead,
  ended,
}: StreamOptions): AsyncGenerator<string, void, void> {
  const followed = follow(source)
  try {
    let told = after
    let shown = ''
    let shownAt = Number.NEGATIVE_INFINITY
    let lastSign = performance.now()
    let round = followed.number
    yield `retry: ${retryMs}\n\n`
    // Before the first round comes, or where it has come further, the stream reads by itself.
    let state = await source.look()
    let events = await source.read(told, pageSize)
    for (;;) {
      if (state !== null && !(await mayRead(state))) return
      const now = performance.now()
      for (const { id, frame } of events) {
        told = id
        yield frame
      }
      if (state === null || state.isDeleted) return
      if (events.length === pageSize) {
        state = await source.look()
        events = await source.read(told, pageSize)
        continue
      }
      const isOver = state.ended && told >= state.last
      const isDue = state.progress !== shown && (isOver || now - shownAt >= progressMs)
      if (isDue) {
        yield `event: progress\ndata: ${state.progress}\n\n`
        shown = state.progress
        shownAt = now
      } else if (events.length === 0 && now - lastSign > heartbeatMs) yield ': still here\n\n'
      if (isDue || events.length > 0 || now - lastSign > heartbeatMs) lastSign = now
      // The client comes back with the id of what it was told last, to another process.
      if (isOver || ended.aborted) return
      const next = await followed.next(round)
      const known = told
      round = next.number
      state = next.state
      events =
        next.from <= known ? next.events.filter(({ id }) => id > known) : await source.read(known, pageSize)
    }
  } finally {
    followed.leave()
  }
}
