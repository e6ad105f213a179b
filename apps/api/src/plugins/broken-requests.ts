import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { docUrlOf } from '../documents/error-pages.ts'
import { mayTakeLong } from '../http/with-patience.ts'
import type { ErrorType } from '../schemas/errors.ts'
import { badRequest } from './error-answers.ts'
import { securityHeaders } from './security-headers.ts'

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

/** Connections whose request has its answer, and still goes on. */
const answered = new WeakSet<Socket>()

/** Requests that Node refuses before Fastify sees them get the same envelope as all others. */
export function answerBrokenRequests(error: Error & { code?: string }, socket: Socket): void {
  // Node looks at a request once; whoever waits for this body has limits of its own.
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && mayTakeLong(socket)) return
  // Answered before its body was there: a second answer would be taken for that of the next request.
  if (error.code === 'ECONNRESET' || !socket.writable || answered.has(socket)) return void socket.destroy()
  const { status, type, message } = answers[error.code ?? ''] ?? {
    status: 400,
    type: 'validation_error' as const,
    message: 'This is not a valid HTTP request.',
  }
  const id = randomUUID()
  const body = JSON.stringify({
    status: 'error',
    message,
    error_type: type,
    doc_url: docUrlOf(type),
    request_id: id,
  })
  const headers = Object.entries({
    'content-type': 'application/json; charset=utf-8',
    'x-request-id': id,
    ...securityHeaders,
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  })
  const head = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head}\r\n${body}`)
}

/** What Node would answer by itself, without a body, is answered as everything else. */
export function answerOddRequests(app: FastifyInstance): void {
  // An expectation that is not known may be ignored (RFC 9110, section 10.1.1).
  app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response))
  app.addHook('onRequest', ({ raw }, reply, done) => {
    answered.delete(raw.socket)
    reply.raw.once('finish', () => {
      if (!raw.complete) answered.add(raw.socket)
    })
    if (raw.httpVersion === '1.1' && raw.headers.host === undefined)
      throw badRequest('Host', 'required', 'must be in a request of HTTP/1.1')
    done()
  })
}
