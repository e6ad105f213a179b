import { BrokenConnection, pauseOrThrow } from './pause-or-throw.ts'
import { readFrames } from './read-events.ts'

export interface FollowOptions {
  signal?: AbortSignal
  /** Id of the last known event: resumes after it. */
  after?: string
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
  isEnd: (news: T) => boolean,
  open: (header: { 'last-event-id'?: string }, signal: AbortSignal) => Promise<Response>,
): AsyncGenerator<T, void, void> {
  let last = after
  let hasEnded = false
  let failures = 0
  for (;;) {
    const connection = new AbortController()
    const either = AbortSignal.any([signal, connection.signal])
    const watch = watchdog(silenceMs, () => connection.abort(new BrokenConnection('The stream fell silent.')))
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
      throw new BrokenConnection('The stream ended before its time.')
    } catch (error) {
      await pauseOrThrow(error, signal, failures)
      failures += 1
    } finally {
      watch.rest()
      // Also when the caller has heard enough.
      connection.abort()
    }
  }
}

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
