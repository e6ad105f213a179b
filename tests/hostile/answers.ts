import type { RequestListener } from 'node:http'
import type { Socket } from 'node:net'
import { drip } from '../../packages/web/test/hostile-server.ts'

/** What sites of the fake internet answer. */

export const answer =
  (type: string, body: string | Buffer, headers: Record<string, string> = {}): RequestListener =>
  (_, response) =>
    response
      .writeHead(200, { 'content-type': type, 'content-length': Buffer.byteLength(body), ...headers })
      .end(body)

export const page = (html: string | Buffer): RequestListener => answer('text/html; charset=utf-8', html)

export const status =
  (code: number, headers: Record<string, string> = {}): RequestListener =>
  (_, response) =>
    response.writeHead(code, { 'content-type': 'text/html', ...headers }).end(`<title>${code}</title>`)

/** The header goes out as it is, whatever it holds. */
export const redirect =
  (location: string, code = 302): RequestListener =>
  (_, response) => {
    response.writeHead(code, { location: Buffer.from(location, 'utf8').toString('latin1') }).end()
  }

/** One answer after the other, then the last one again and again. */
export function inTurn(...answers: RequestListener[]): RequestListener {
  let count = 0
  return (request, response) => {
    const next = answers[Math.min(count, answers.length - 1)]
    count += 1
    next?.(request, response)
  }
}

/** By hand, without HTTP's help. */
export const raw =
  (talk: (socket: Socket) => void): RequestListener =>
  ({ socket }) =>
    talk(socket)

export const rawText = (text: string): RequestListener =>
  raw((socket) => {
    socket.end(text)
  })

const head = 'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n'

export const never: RequestListener = () => {}
export const reset = raw((socket) => socket.resetAndDestroy())
/** A byte each `ms`, for ever. */
export const dripping = (ms: number): RequestListener =>
  raw((socket) => {
    socket.write(`${head}\r\n<`)
    drip(socket, 'a', ms)
  })
/** A header a second, for ever. */
export const drippingHeaders = raw((socket) => {
  socket.write(head)
  drip(socket, 'x-more: 1\r\n', 1_000)
})
export const hugeHeader = rawText(`${head}x-huge: ${'x'.repeat(200_000)}\r\n\r\n<p>`)
export const shortBody = rawText(`${head}content-length: 10000\r\n\r\n<p>Only this`)

/** As many bytes as the other side takes; ends with it. */
export const endless =
  (type: string, headers: Record<string, string> = {}): RequestListener =>
  (_, response) => {
    response.writeHead(200, { 'content-type': type, ...headers })
    const piece = Buffer.alloc(256 * 1024, 'reed bed ')
    const more = (): void => {
      while (!response.destroyed && response.write(piece));
    }
    response.on('drain', more)
    more()
  }
