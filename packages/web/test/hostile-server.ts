import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createTcpServer, type Server, type Socket } from 'node:net'

export interface TestServer {
  port: number
  /** `http://127.0.0.1:<port>` */
  origin: string
  /** Connections accepted since the start. */
  connections(): number
  /** Connections open now. */
  open(): number
  close(): Promise<void>
}

export async function watch(server: Server): Promise<TestServer> {
  const sockets = new Set<Socket>()
  let accepted = 0
  server.on('connection', (socket: Socket) => {
    accepted += 1
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    connections: () => accepted,
    open: () => sockets.size,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

export const startHttp = (listener: RequestListener): Promise<TestServer> => watch(createServer(listener))

/** Answers each connection by hand; the request has been read when `talk` is called. */
export const startRaw = (talk: (socket: Socket) => void): Promise<TestServer> =>
  watch(createTcpServer((socket) => socket.once('data', () => talk(socket))))

/** Writes one piece each `ms` until the other side is gone. */
export function drip(target: Socket | ServerResponse, piece: string, ms: number): void {
  const timer = setInterval(() => target.write(piece), ms)
  target.on('close', () => clearInterval(timer)).on('error', () => clearInterval(timer))
}

export type { IncomingMessage, ServerResponse }
