import { connect, createServer, type Server, type Socket } from 'node:net'

/**
 * `pass` hands everything on · `refuse` closes what is open and resets new connections · `cut` resets what is open, once,
 * and passes on · `pause` keeps the bytes until it passes again · `drop` accepts and swallows: a connection that is half
 * open, as after a machine lost its power.
 */
export const proxyModes = ['pass', 'refuse', 'cut', 'pause', 'drop'] as const
export type ProxyMode = (typeof proxyModes)[number]

export interface TcpProxy {
  readonly port: number
  readonly mode: ProxyMode
  /** Connections that are open on the client's side. */
  readonly connections: number
  set(mode: ProxyMode): void
  close(): Promise<void>
}

interface Pair {
  client: Socket
  upstream: Socket
}

/** A proxy in front of a server on 127.0.0.1 that can simulate network faults. */
export async function startTcpProxy(target: { host?: string; port: number }): Promise<TcpProxy> {
  const pairs = new Set<Pair>()
  let mode: ProxyMode = 'pass'

  const server = createServer({ noDelay: true }, (client) => {
    if (mode === 'refuse') {
      client.on('error', () => {})
      client.resetAndDestroy()
      return
    }
    const upstream = connect({ host: target.host ?? '127.0.0.1', port: target.port, noDelay: true })
    const pair = { client, upstream }
    pairs.add(pair)
    join(
      pair,
      () => mode,
      () => pairs.delete(pair),
    )
    if (mode === 'pause') for (const socket of [client, upstream]) socket.pause()
  })
  await listen(server)
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('a TCP server has a port')

  return {
    port: address.port,
    get mode() {
      return mode
    },
    get connections() {
      return pairs.size
    },
    set(next) {
      if (next === 'cut' || next === 'refuse') {
        for (const { client, upstream } of pairs) {
          client.resetAndDestroy()
          upstream.destroy()
        }
      }
      // What was half open stays dead to its client: only a new connection works again.
      if (mode === 'drop' && next === 'pass') for (const pair of pairs) forget(pair)
      mode = next === 'cut' ? 'pass' : next
      for (const { client, upstream } of pairs)
        for (const socket of [client, upstream]) mode === 'pause' ? socket.pause() : socket.resume()
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const { client, upstream } of pairs) {
        client.destroy()
        upstream.destroy()
      }
      await closed
    },
  }
}

/** Sockets whose bytes are dropped. */
const forgotten = new WeakSet<Pair>()
const forget = (pair: Pair): void => void forgotten.add(pair)

function join(pair: Pair, mode: () => ProxyMode, onEnd: () => void): void {
  const { client, upstream } = pair
  const isSwallowed = (): boolean => mode() === 'drop' || forgotten.has(pair)
  const hand = (from: Socket, to: Socket): void => {
    from.on('data', (chunk) => {
      if (isSwallowed()) {
        forget(pair)
        return
      }
      if (!to.write(chunk)) {
        from.pause()
        to.once('drain', () => mode() !== 'pause' && from.resume())
      }
    })
    from.on('end', () => {
      if (!isSwallowed()) to.end()
    })
    from.on('error', () => {})
    from.on('close', () => {
      onEnd()
      // A half-open connection sees no close of the other side.
      if (!isSwallowed() || from === client) to.destroy()
    })
  }
  hand(client, upstream)
  hand(upstream, client)
}

async function listen(server: Server): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
}
