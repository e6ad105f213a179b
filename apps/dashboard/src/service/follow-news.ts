import type { BatchNews, Client, JobNews } from '@async-events/client'

export interface News<T> {
  /** Events in order, all that came since the last picture of the screen. */
  onNews(news: readonly T[]): void
  /** The stream has ended: everything was told (null), or the service refused it for good. */
  onEnd(error: unknown): void
}

/**
 * Follows an event stream of the client (`watchJob`, `watchBatch`), which resumes where it was after a broken connection. News
 * are handed on at most once a picture of the screen, so that a busy batch does not keep the page from being drawn. Returns how
 * to stop.
 */
export function followStream<T>(
  watch: (signal: AbortSignal) => AsyncIterable<T>,
  { onNews, onEnd }: News<T>,
): () => void {
  const stopped = new AbortController()
  const waiting: T[] = []
  let frame = 0
  const handOn = (): void => {
    frame = 0
    if (!stopped.signal.aborted && waiting.length > 0) onNews(waiting.splice(0))
  }
  const listen = async (): Promise<void> => {
    for await (const news of watch(stopped.signal)) {
      waiting.push(news)
      // A hidden page draws no pictures: nothing is lost, but at most so much is kept.
      if (document.hidden && waiting.length >= 500) handOn()
      else if (frame === 0) frame = requestAnimationFrame(handOn)
    }
  }
  listen().then(
    () => end(null),
    (error: unknown) => end(error),
  )
  function end(error: unknown): void {
    if (stopped.signal.aborted) return
    handOn()
    onEnd(error)
  }
  return () => {
    cancelAnimationFrame(frame)
    stopped.abort()
  }
}

/** The same for a job or a batch, by its id. */
export const followNews = (
  client: Client,
  id: string,
  news: News<JobNews | BatchNews>,
  { after }: { after?: string | undefined } = {},
): (() => void) => followStream((signal) => client.watch(id, { signal, after }), news)
