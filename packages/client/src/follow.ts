import type { ClientOptions } from './client-options.ts'
import { ConnectionError } from './errors/connection-error.ts'
import { readFrames } from './read-events.ts'
import { pauseOrThrow } from './retries.ts'

export interface FollowOptions {
  signal?: AbortSignal | undefined
  /** Id of the last known event: resumes after it. */
  after?: string | undefined
}

interface News {
  id: string | null
  type: string
  data: object
}

/** The service gives a sign of life each 15 s. */
const silenceMs = 45_000

/**
 * An event stream across reconnections: after a lost connection (service restart, gateway, silence) the next one resumes
 * after the last event. `isEnd` tells whether a stream may end after an event.
 */
export async function* follow<T extends News>(
  { signal = new AbortController().signal, after }: FollowOptions,
  onRetry: ClientOptions['onRetry'],
  isEnd: (news: T) => boolean,
  open: (header: { 'last-event-id'?: string }, signal: AbortSignal) => Promise<Response>,
): AsyncGenerator<T, void, void> {
  let last = after
  let hasEnded = false
  let failures = 0
  for (;;) {
    const connection = new AbortController()
    const either = AbortSignal.any([signal, connection.signal])
    const watch = watchdog(silenceMs, () => connection.abort(new ConnectionError('The stream fell silent.')))
    try {
      const response = await open(last === undefined ? {} : { 'last-event-id': last }, either)
      // All was told before.
      if (response.status === 204 || !response.body) return
      for await (const { id, type, data } of readFrames(response.body, watch.alive)) {
        // What the document says of a stream; who follows a newer service may meet other types.
        const news = { id, type, data: JSON.parse(data) as object } as T
        if (id !== null) {
          last = id
          hasEnded = isEnd(news)
        }
        failures = 0
        watch.rest()
        yield news
        watch.alive()
      }
      if (hasEnded) return
      throw new ConnectionError('The stream ended before its time.')
    } catch (error) {
      failures += 1
      await pauseOrThrow(brokenBy(error), failures, { signal, onRetry })
    } finally {
      watch.rest()
      // Also when the caller has heard enough.
      connection.abort()
    }
  }
}

/** A body that is cut throws what `fetch` throws. */
const brokenBy = (error: unknown): unknown =>
  error instanceof TypeError ? new ConnectionError('The stream was cut.', { cause: error }) : error

function watchdog(ms: number, bark: () => void): { alive(): void; rest(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  const rest = (): void => clearTimeout(timer)
  const alive = (): void => {
    rest()
    timer = setTimeout(bark, ms)
  }
  alive()
  return { alive, rest }
}
