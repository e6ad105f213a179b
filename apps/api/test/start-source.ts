import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Source {
  origin: string
  /** For `fetchAllow`. */
  host: string
  close(): void
}

/** Something on this machine that the API fetches. */
export async function startSource(listener: RequestListener): Promise<Source> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return { origin: `http://${host}`, host, close: () => server.close() }
}
