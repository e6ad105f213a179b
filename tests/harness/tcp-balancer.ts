import { connect, createServer, type Socket } from 'node:net'
import { repeat } from '@async-events/testkit/repeat'

export interface TcpBalancer {
  readonly port: number
  /** Origins that get new connections. */
  readonly ready: readonly string[]
  close(): Promise<void>
}

const probeMs = 300
/** Of one probe, as Kubernetes has it by default. */
const probeTimeoutMs = 1_000
/** Probes without an answer in time, one after the other, that make a server not ready: it may only be busy. */
const patience = 3

/**
 * A plain TCP balancer in front of servers on 127.0.0.1, as a Service of Kubernetes is one: each new connection goes to the
 * next of those whose `/readyz` answered 200 a moment ago. It knows nothing of HTTP and tries no second server: a
 * connection that its server refuses is reset.
 */
export async function startTcpBalancer(origins: () => readonly string[], port = 0): Promise<TcpBalancer> {
  const pairs = new Set<Socket>()
  let ready: readonly string[] = []
  let turn = 0

  const silent = new Map<string, number>()
  const probe = async (): Promise<void> => {
    const seen = await Promise.all(
      origins().map(async (origin) => {
        const found = await isReady(origin)
        const misses = found === null ? (silent.get(origin) ?? 0) + 1 : 0
        silent.set(origin, misses)
        return (found ?? (misses < patience && ready.includes(origin))) ? [origin] : []
      }),
    )
    ready = seen.flat()
  }
  await probe()
  const probing = repeat(probe, probeMs)

  const server = createServer({ noDelay: true, allowHalfOpen: true }, (client) => {
    turn += 1
    const origin = ready[turn % ready.length]
    client.on('error', () => {})
    if (origin === undefined) return void client.resetAndDestroy()
    const target = new URL(origin)
    const upstream = connect({
      host: target.hostname,
      port: Number(target.port),
      noDelay: true,
      allowHalfOpen: true,
    })
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      pairs.add(from)
      from.on('error', () => to.resetAndDestroy())
      from.on('close', () => pairs.delete(from))
      from.pipe(to)
    }
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('a TCP server has a port')
  return {
    port: address.port,
    get ready() {
      return ready
    },
    async close() {
      await probing.stop()
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of pairs) socket.destroy()
      await closed
    },
  }
}

/** Null without an answer in time. */
async function isReady(origin: string): Promise<boolean | null> {
  try {
    const answer = await fetch(`${origin}/readyz`, { signal: AbortSignal.timeout(probeTimeoutMs) })
    await answer.body?.cancel()
    return answer.ok
  } catch (error) {
    return error instanceof DOMException && error.name === 'TimeoutError' ? null : false
  }
}
