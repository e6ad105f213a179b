import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { ErrorType } from '../schemas/common.ts'

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
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const { status, type, message } = answers[error.code ?? ''] ?? {
    status: 400,
    type: 'validation_error' as const,
    message: 'This is not a valid HTTP request.',
  }
  const body = JSON.stringify({ status: 'error', message, error_type: type, request_id: randomUUID() })
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-type: application/json; charset=utf-8\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  )
}
