import { Server } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'

declare module 'fastify' {
  interface FastifyInstance {
    /** Aborted when the process stops: who waits or follows answers at once, and the client asks another process. */
    stopping: AbortSignal
    /** Whether it will stop: it serves on, but `/readyz` answers 503 and each answer ends its connection. */
    readonly draining: boolean
    /** Begins to drain, and resolves after so many milliseconds: the time in which balancers stop to send requests. */
    drain(ms: number): Promise<void>
  }
}

/** Milliseconds that requests may take which have begun when the process is told to stop. */
const finishMs = 5_000
/** And that a connection is left open on which nothing is asked: what is on its way to it still has its answer. */
const lingerMs = 1_000

/**
 * Load balancers go on sending until they have seen that this process is not ready: `drain` gives them that time. The stop
 * then refuses new connections at once, so that clients go to another process, and answers everything that still comes on
 * those that are open: each answer announces the end of its connection. Nobody is told an error because a process is
 * replaced. Then the connections are closed.
 */
export function stopGently(app: FastifyInstance): void {
  const controller = new AbortController()
  const running = new Set<object>()
  const sockets = new Set<object>()
  let onChange = (): void => {}
  let draining = false
  app.decorate('stopping', controller.signal)
  app.decorate('draining', { getter: () => draining })
  app.decorate('drain', async (ms: number) => {
    draining = true
    await wait(ms)
  })

  app.server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => {
      sockets.delete(socket)
      onChange()
    })
  })

  app.addHook('onRequest', (_request, reply, done) => {
    running.add(reply)
    const ended = (): void => {
      running.delete(reply)
      onChange()
    }
    reply.raw.once('close', ended).once('finish', ended)
    done()
  })

  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (draining) reply.header('connection', 'close')
    done()
  })

  app.addHook('preClose', async () => {
    draining = true
    controller.abort()
    // Only the listening: the close of the HTTP server would end idle connections with a request on its way to them.
    if (app.server.listening) Server.prototype.close.call(app.server)
    const told = performance.now()
    await new Promise<void>((resolve) => {
      const settle = (): void => {
        const waited = performance.now() - told
        const isQuiet = running.size === 0 && (sockets.size === 0 || waited >= lingerMs)
        if (!isQuiet && waited < finishMs) return
        clearTimeout(linger)
        clearTimeout(finish)
        onChange = () => {}
        resolve()
      }
      const linger = setTimeout(settle, lingerMs)
      const finish = setTimeout(settle, finishMs)
      onChange = settle
      settle()
    })
  })
}
