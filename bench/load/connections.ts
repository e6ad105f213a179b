import { connect } from 'node:net'
import { quantile } from '../compare/statistics.ts'

/** A request that is sent again and again; `body` is JSON. */
export interface Asked {
  method: 'GET' | 'POST'
  path: string
  body?: string
}

export interface Answer {
  status: number
  body: string
}

export interface Connection {
  /** One at a time. */
  ask(asked: Asked): Promise<Answer>
  close(): void
}

/**
 * A kept HTTP/1.1 connection. It does no more than the servers under test need, which send `Content-Length` with each answer: a whole
 * client would take the processor that they are measured on.
 */
export function openConnection(origin: string): Connection {
  const { hostname, port } = new URL(origin)
  const socket = connect(Number(port), hostname).setNoDelay(true)
  let received = Buffer.alloc(0)
  let waiting: PromiseWithResolvers<Answer> | null = null
  const fail = (error: Error): void => waiting?.reject(error)
  socket.on('error', fail).on('close', () => fail(new Error('the connection was closed')))
  socket.on('data', (data) => {
    received = received.length === 0 ? data : Buffer.concat([received, data])
    const headEnd = received.indexOf('\r\n\r\n')
    if (headEnd < 0) return
    const head = received.toString('latin1', 0, headEnd)
    const length = Number(/^content-length: (\d+)/im.exec(head)?.[1])
    const end = headEnd + 4 + length
    if (received.length < end) return
    const body = received.toString('utf8', headEnd + 4, end)
    received = received.subarray(end)
    waiting?.resolve({ status: Number(head.slice(9, 12)), body })
  })
  return {
    ask({ method, path, body }) {
      waiting = Promise.withResolvers()
      const length =
        body === undefined
          ? ''
          : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`
      socket.write(`${method} ${path} HTTP/1.1\r\nhost: ${hostname}:${port}\r\n${length}\r\n${body ?? ''}`)
      return waiting.promise
    },
    close: () => socket.destroy(),
  }
}

export interface Load {
  /** Answers a second. */
  rate: number
  p50Ms: number
  p99Ms: number
}

/** So many requests over so many connections, each of which asks again as soon as it is answered. */
export async function loadWith(
  origin: string,
  askedOf: (number: number) => Asked,
  { requests, connections }: { requests: number; connections: number },
): Promise<Load> {
  const times: number[] = []
  let sent = 0
  const started = performance.now()
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const connection = openConnection(origin)
      while (sent < requests) {
        const asked = askedOf(sent)
        sent += 1
        const begun = performance.now()
        const { status, body } = await connection.ask(asked)
        if (status >= 300) throw new Error(`${asked.method} ${asked.path}: ${status} ${body.slice(0, 300)}`)
        times.push(performance.now() - begun)
      }
      connection.close()
    }),
  )
  const seconds = (performance.now() - started) / 1000
  return { rate: requests / seconds, p50Ms: quantile(times, 0.5), p99Ms: quantile(times, 0.99) }
}
