import { createServer, type Socket } from 'node:net'
import { networkInterfaces } from 'node:os'
import { isPublicAddress } from '@async-events/web'

/** A listener at an address forbidden to the service. */
export interface Canary {
  address: string
  port: number
}

/** A forbidden connection. */
export interface Dial {
  address: string
  port: number
  /** The first line received, whose path names the case; empty when there was none. */
  said: string
}

export interface Canaries {
  list: Canary[]
  /** Kinds of addresses that this machine lacks. */
  leftOut: string[]
  /** All connections since the start, once their first line is known. */
  dials(): Promise<Dial[]>
  close(): Promise<void>
}

/** Timeout for the first line of a caller. */
const patienceMs = 500

/** A canary URL; `path` begins with `/` and names the case that must not fetch it. */
export const canaryUrl = ({ address, port }: Canary, path: string): string =>
  `http://${address.includes(':') ? `[${address}]` : address}:${port}${path}`

/** One non-public address of this machine of each kind. */
export function closedAddresses(): { addresses: string[]; leftOut: string[] } {
  const own = Object.values(networkInterfaces())
    .flat()
    .filter((entry) => entry !== undefined)
  const closed = (family: string): string | undefined =>
    own.find(
      (entry) =>
        entry.family === family &&
        !entry.internal &&
        !isPublicAddress(entry.address) &&
        // A link-local address needs an interface name.
        !entry.address.startsWith('fe80:'),
    )?.address
  const kinds = {
    'IPv4 loopback': own.some(({ address }) => address === '127.0.0.1') ? '127.0.0.1' : undefined,
    'IPv6 loopback': own.some(({ address }) => address === '::1') ? '::1' : undefined,
    'private IPv4': closed('IPv4'),
    'private IPv6': closed('IPv6'),
  }
  return {
    addresses: Object.values(kinds).filter((address) => address !== undefined),
    leftOut: Object.entries(kinds).flatMap(([kind, address]) => (address === undefined ? [kind] : [])),
  }
}

/** @param port the same at every address; free by default */
export async function startCanaries({
  port = 0,
  addresses = closedAddresses().addresses,
}: {
  port?: number
  addresses?: readonly string[]
} = {}): Promise<Canaries> {
  const heard: Promise<Dial>[] = []
  const opened = await Promise.all(
    addresses.map(async (address) => {
      const server = createServer((socket) => {
        heard.push(listen(socket).then((said) => ({ ...canary, said })))
      })
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject).listen(port, address, resolve)
      })
      const bound = server.address()
      const canary = { address, port: typeof bound === 'object' && bound !== null ? bound.port : port }
      return { canary, server }
    }),
  )
  return {
    list: opened.map(({ canary }) => canary),
    leftOut: closedAddresses().leftOut,
    dials: () => Promise.all(heard),
    close: async () => {
      await Promise.all(opened.map(({ server }) => new Promise((resolve) => server.close(resolve))))
    },
  }
}

/** Failure message: the canary and the case that connected. */
export const describeDials = (dials: readonly Dial[]): string =>
  dials
    .map(({ address, port, said }) => `${address} port ${port}: ${said === '' ? 'nothing was said' : said}`)
    .join('\n')

async function listen(socket: Socket): Promise<string> {
  const said = await new Promise<string>((resolve) => {
    let all = ''
    const end = (): void => resolve(all)
    const late = setTimeout(end, patienceMs)
    socket.on('data', (chunk) => {
      all += chunk.toString('latin1')
      if (all.includes('\n')) end()
    })
    socket.once('close', end).on('error', end)
    late.unref()
  })
  socket.destroy()
  return said.split(/\r?\n/, 1)[0]?.slice(0, 300) ?? ''
}
