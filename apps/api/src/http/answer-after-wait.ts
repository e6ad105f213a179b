import { AppError } from '@async-events/core'
import type { FastifyRequest } from 'fastify'
import type { App } from '../routes/route-deps.ts'
import { waitFor } from './wait-for.ts'

/** What was made, as it is by now, and the answer with it. */
export interface Look<T> {
  at(made: T): Promise<{ ended: boolean; answer(): Promise<T> }>
  /** Resolves at news of it, or after so many milliseconds. */
  news(made: T, ms: number): Promise<void>
}

/**
 * `POST …?wait=N`: makes something, and answers once that has ended or the time is over, with what it is by then. So does
 * a repetition under the same `Idempotency-Key`.
 */
export async function answerAfterWait<T extends object>(
  app: Pick<App, 'hold' | 'stopping'>,
  request: FastifyRequest<{ Querystring: { wait?: number | undefined } }>,
  make: () => Promise<T>,
  look: Look<T>,
): Promise<T> {
  const { wait = 0 } = request.query
  if (wait === 0) return make()
  // First: who holds too many requests is refused before anything is made.
  const release = app.hold(request, 'wait')
  try {
    const made = await make()
    const signal = AbortSignal.any([request.signal, app.stopping])
    try {
      const { answer } = await waitFor({
        look: () => look.at(made),
        isDone: ({ ended }) => ended,
        seconds: wait,
        signal,
        news: (ms) => look.news(made, ms),
      })
      return await answer()
    } catch (error) {
      // Deleted meanwhile, or out of reach: it was made all the same, and to repeat the request would make it twice.
      if (error instanceof AppError) return made
      throw error
    }
  } finally {
    release()
  }
}
