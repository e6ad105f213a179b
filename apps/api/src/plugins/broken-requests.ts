import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { ErrorType } from '../schemas/common.ts'
import { mayTakeLong } from '../with-patience.ts'
import { badRequest } from './error-answers.ts'

const answers: Record<string, { status: number; type: ErrorType; message: string }> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    type: 'headers_too_large',
    message: 'The request headers are too large.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    type: 'request_timeout',
    message: 'The request took too long to arrive.',
  },
}

/** Requests that Node refuses before Fastify sees them get the same envelope as all others. */
export function answerBrokenRequests(error: Error & { code?: string }, socket: Socket): void {
  // Node looks at a request once; whoever waits for this body has limits of its own.
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && mayTakeLong(socket)) return
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const { status, type, message } = answers[error.code ?? ''] ?? {
    status: 400,
    type: 'validation_error' as const,
    message: 'This is not a valid HTTP request.',
  }
  const id = randomUUID()
  const body = JSON.stringify({ status: 'error', message, error_type: type, request_id: id })
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-type: application/json; charset=utf-8\r\nx-request-id: ${id}\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  )
}

/** What Node would answer by itself, without a body, is answered as everything else. */
export function answerOddRequests(app: FastifyInstance): void {
  // An expectation that is not known may be ignored (RFC 9110, section 10.1.1).
  app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response))
  app.addHook('onRequest', async ({ raw }) => {
    if (raw.httpVersion === '1.1' && raw.headers.host === undefined)
      throw badRequest('Host', 'required', 'A request of HTTP/1.1 needs the header Host.')
  })
}
