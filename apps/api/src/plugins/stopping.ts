import { AppError } from '@async-events/core'
import type { FastifyInstance } from 'fastify'

declare module 'fastify' {
  interface FastifyInstance {
    /** Aborted when the process stops: who waits or follows answers at once, and the client asks another process. */
    stopping: AbortSignal
  }
}

/** Milliseconds that requests may take which have begun when the process is told to stop. */
const drainMs = 5_000

/**
 * A stop lets requests end that have begun, before the connections are closed. New ones on a connection that is still
 * open are refused in the envelope of all errors; Fastify's own answer has another form. Health is told until the end.
 */
export function stopGently(app: FastifyInstance): void {
  const controller = new AbortController()
  const running = new Set<object>()
  let allDone = (): void => {}
  app.decorate('stopping', controller.signal)

  app.addHook('onRequest', async (request, reply) => {
    if (controller.signal.aborted && !/^\/(livez|readyz|metrics)(\?|$)/.test(request.url))
      throw new AppError('unavailable', 'The service is stopping; ask again.', { retryAfterMs: 2_000 })
    running.add(reply)
    const ended = (): void => {
      running.delete(reply)
      if (running.size === 0) allDone()
    }
    reply.raw.once('close', ended).once('finish', ended)
  })

  app.addHook('preClose', async () => {
    controller.abort()
    if (running.size === 0) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, drainMs)
      allDone = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  })
}
