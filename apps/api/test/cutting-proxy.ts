import { connect, createServer, type Socket } from 'node:net'

export interface CuttingProxy {
  origin: string
  /** Where connections lead from now on; null refuses them. Returns where they led before. */
  lead(port: number | null): number | null
  /** Ends every open connection in the middle of whatever it carries. */
  cut(): void
  /** How often a client has sent something. */
  sent(): number
  close(): Promise<void>
}

/** Stands between a client and the API as an unreliable network. */
export async function startCuttingProxy(): Promise<CuttingProxy> {
  let port: number | null = null
  let chunks = 0
  const open = new Set<Socket>()
  const server = createServer((client) => {
    if (port === null) return void client.resetAndDestroy()
    client.on('data', () => {
      chunks += 1
    })
    const upstream = connect(port, '127.0.0.1')
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(from)
      from.pipe(to)
      from.on('error', () => to.destroy())
      from.on('close', () => {
        open.delete(from)
        to.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    origin: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    lead: (next) => {
      const before = port
      port = next
      return before
    },
    cut: () => {
      for (const socket of open) socket.resetAndDestroy()
    },
    sent: () => chunks,
    close: () => {
      for (const socket of open) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
