import type { Census, Clock, QueueName } from '@async-events/core'

/** Steps of a queue: due and not started, claimed by a worker, and both, by which workers are scaled. */
export interface StepsInQueue {
  waiting: number
  running: number
  total: number
}

const keptMs = 1_000

/**
 * `/queues` of the keeper's health server, for autoscalers: how many steps wait and run in each queue. Running ones
 * count, so that no worker is taken away under its step. Counted in the database: messages of running steps are gone when
 * Redis loses its data, and delayed ones become due only through a worker, of which there may be none. One count a second
 * at most, however many ask.
 */
export function queuesPage({
  census,
  clock,
}: {
  census: Census
  clock: Pick<Clock, 'now'>
}): () => Promise<Record<QueueName, StepsInQueue>> {
  const count = async (): Promise<Record<QueueName, StepsInQueue>> => {
    const { steps } = await census.take(clock.now())
    const of = ({ ready, running }: { ready: number; running: number }): StepsInQueue => ({
      waiting: ready,
      running,
      total: ready + running,
    })
    const { scrape, video, audio, pdf, transform } = steps
    return {
      scrape: of(scrape),
      video: of(video),
      audio: of(audio),
      pdf: of(pdf),
      transform: of(transform),
    }
  }
  let kept: { at: number; page: ReturnType<typeof count> } | null = null
  return () => {
    const now = performance.now()
    if (kept && now - kept.at < keptMs) return kept.page
    const page = count()
    kept = { at: now, page }
    // What failed is asked again at once.
    page.catch(() => {
      if (kept?.page === page) kept = null
    })
    return page
  }
}
