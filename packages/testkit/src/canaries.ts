import { createServer, type Socket } from 'node:net'
import { networkInterfaces } from 'node:os'
import { isPublicAddress } from '@async-events/web'

/** A listener at a place where nothing of the service may ever go. */
export interface Canary {
  address: string
  port: number
}

/** A connection that should not have been. */
export interface Dial {
  address: string
  port: number
  /** The first line that was said, which tells the case by its path; empty when nothing was said. */
  said: string
}

export interface Canaries {
  list: Canary[]
  /** Kinds of addresses that this machine does not have. */
  leftOut: string[]
  /** Every connection since the start, once its first words are known. */
  dials(): Promise<Dial[]>
  close(): Promise<void>
}

/** How long a caller may take to say what it wants. */
const patienceMs = 500

/** A canary URL; `path` begins with `/` and names the case that must not fetch it. */
export const canaryUrl = ({ address, port }: Canary, path: string): string =>
  `http://${address.includes(':') ? `[${address}]` : address}:${port}${path}`

/** Addresses of this machine that the rules call not public, one of each kind. */
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
        // A link-local address needs the name of an interface to be reached.
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

/** @param port the same at every address; a free one of each by default */
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
