import { AppError, type ErrorCode, errorTable, invalidRequest, problemsText } from '@async-events/core'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { docUrlOf } from '../documents/error-pages.ts'
import { type ErrorType, errorTypes } from '../schemas/errors.ts'
import { allowedMethods } from './allowed-methods.ts'
import { securityHeaders } from './security-headers.ts'

/** Fastify's own errors, by code. Everything else that it throws with a status below 500 is a bad request. */
const fastifyErrors: Record<string, { type: ErrorType; message: string }> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { type: 'too_large', message: 'The body is larger than this route takes.' },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    type: 'unsupported_media_type',
    message: 'The body must be application/json.',
  },
  FST_ERR_CTP_EMPTY_TYPE: { type: 'unsupported_media_type', message: 'The body needs a content type.' },
  FST_ERR_BAD_URL: { type: 'not_found', message: 'Not found.' },
  FST_ERR_MAX_PARAM_LENGTH: { type: 'not_found', message: 'Not found.' },
}

/** What Fastify refuses before there is a route (a path that cannot be decoded): the same envelope. */
export function answerFrameworkError(thrown: Error, request: FastifyRequest, reply: FastifyReply): void {
  reply.headers({ ...securityHeaders, 'x-request-id': request.id })
  void sendError(request, reply, toAnswerable(thrown))
}

/** Of a body that cannot be read. */
const bodyStatuses: ReadonlySet<number> = new Set([400, 413, 415])

/** One envelope for every answer that is not 2xx; never a stack, a path or a driver's text. */
export function errorAnswers(app: FastifyInstance): void {
  allowedMethods(app)

  app.setErrorHandler((thrown, request, reply) => {
    const error = toAnswerable(thrown)
    // What is wrong with a body says nothing where no request of this method is taken.
    if (request.is404 && bodyStatuses.has(error.httpStatus)) return answerNoRoute(request, reply)
    if (error.httpStatus >= 500) request.log.error({ err: thrown }, 'request failed')
    const retryAfterMs = error.retryAfterMs ?? (error.httpStatus === 503 ? 2_000 : null)
    if (retryAfterMs !== null) reply.header('retry-after', String(Math.ceil(retryAfterMs / 1000)))
    return sendError(request, reply, error)
  })

  app.setNotFoundHandler(answerNoRoute)

  function answerNoRoute(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const methods = app.methodsOf(request.url)
    // A folder of files takes the method, and has no such file.
    const isThere = methods.length > 0 && !methods.includes(request.method)
    if (!isThere) return sendError(request, reply, new AppError('not_found'))
    reply.header('allow', methods.join(', '))
    return sendError(request, reply, new AppError('method_not_allowed'))
  }
}

function sendError(request: FastifyRequest, reply: FastifyReply, error: AppError): FastifyReply {
  return reply
    .code(error.httpStatus)
    .type('application/json; charset=utf-8')
    .send({
      status: 'error',
      message: messageOf(error),
      error_type: errorTypeOf(error.code),
      ...(error.details.length > 0 ? { details: error.details } : {}),
      doc_url: docUrlOf(errorTypeOf(error.code)),
      request_id: request.id,
    })
}

/** One of two forms: where the first problem of the request is and what, or a sentence. */
const messageOf = ({ message, details }: AppError): string =>
  problemsText(details) ?? (/[.!?]$/.test(message) ? message : `${message}.`)

function errorTypeOf(code: ErrorCode): ErrorType {
  const known = errorTypes.find((type) => type === code)
  if (known) return known
  return errorTable[code].http === 400 ? 'validation_error' : 'internal'
}

function toAnswerable(thrown: unknown): AppError {
  if (thrown instanceof AppError) {
    // A code that only steps know must not leak as a success of its own kind.
    return errorTable[thrown.code].http === null
      ? new AppError('internal', undefined, { cause: thrown })
      : thrown
  }
  if (!(thrown instanceof Error)) return new AppError('internal', undefined, { cause: thrown })
  const code = 'code' in thrown ? String(thrown.code) : ''
  const known = fastifyErrors[code]
  if (known) return new AppError(known.type, known.message)
  const status = 'statusCode' in thrown && typeof thrown.statusCode === 'number' ? thrown.statusCode : 500
  if (status >= 400 && status < 500) return badRequest('body', 'invalid_json', 'is not valid JSON')
  return new AppError('internal', undefined, { cause: thrown })
}

export function badRequest(path: string, code: string, message: string): AppError {
  return invalidRequest([{ path, code, message }])
}
