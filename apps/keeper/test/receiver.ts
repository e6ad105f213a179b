import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

export interface Received {
  path: string
  headers: IncomingHttpHeaders
  raw: string
  /** The parsed body. */
  // biome-ignore lint/suspicious/noExplicitAny: what was received has no type until a test has looked at it
  body: any
}

export interface Receiver {
  /** `http://127.0.0.1:<port>` */
  origin: string
  /** For FETCH_ALLOW. */
  host: string
  received: Received[]
  /** Connections accepted since the start, and open now. */
  connections(): number
  open(): number
  /** How it answers from now on; a plain 204 by default. */
  answer: (request: IncomingMessage, response: ServerResponse) => void
  close(): Promise<void>
}

/** A test server that receives webhooks. */
export async function startReceiver(): Promise<Receiver> {
  const sockets = new Set<Socket>()
  let accepted = 0
  const receiver: Receiver = {
    origin: '',
    host: '',
    received: [],
    connections: () => accepted,
    open: () => sockets.size,
    answer: (_request, response) => void response.writeHead(204).end(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
  const server = createServer(async (request, response) => {
    const raw = Buffer.concat(await Array.fromAsync(request)).toString()
    const { url: path = '', headers } = request
    receiver.received.push({ path, headers, raw, body: JSON.parse(raw) })
    receiver.answer(request, response)
  })
  server.on('connection', (socket) => {
    accepted += 1
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  receiver.host = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  receiver.origin = `http://${receiver.host}`
  return receiver
}
