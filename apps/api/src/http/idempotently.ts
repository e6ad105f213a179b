import { crashPoint, onceForKey, type Reserved } from '@async-events/core'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { badRequest } from '../plugins/error-answers.ts'
import type { RouteDeps } from '../routes/route-deps.ts'
import { idempotencyKey } from '../schemas/headers.ts'

export interface Created<T extends object> {
  /** Path of what was made; null when it cannot be asked for. */
  location: string | null
  body: T
}

/**
 * Answers 201 with what `act` made. With an `Idempotency-Key` it is made once, and asked for again the same bytes are
 * answered, marked by `Idempotent-Replayed`.
 */
export async function createIdempotently<T extends object>(
  deps: RouteDeps,
  request: FastifyRequest,
  reply: Pick<FastifyReply, 'code' | 'header'>,
  act: (reserved: Reserved | undefined) => Promise<Created<T>>,
): Promise<T> {
  const key = keyOf(request)
  if (key === undefined) {
    const { location, body } = await act(undefined)
    crashPoint('before-reply')
    if (location !== null) reply.header('location', location)
    reply.code(201)
    return body
  }
  const { method, principal, body } = request
  const route = request.routeOptions.url ?? ''
  const { answer, replayed } = await onceForKey(
    deps,
    { principal, method, route, key, body },
    async (reserved) => {
      const created = await act(reserved)
      return { status: 201, location: created.location, body: JSON.stringify(created.body) }
    },
  )
  crashPoint('before-reply')
  if (replayed) reply.header('idempotent-replayed', 'true')
  if (answer.location !== null) reply.header('location', answer.location)
  reply.code(answer.status)
  // Written by `act` of an earlier request to this same route.
  return JSON.parse(answer.body) as T
}

function keyOf(request: FastifyRequest): string | undefined {
  const given = request.headers['idempotency-key']
  if (given === undefined) return undefined
  if (typeof given === 'string' && idempotencyKey.test(given)) return given
  throw badRequest('headers.idempotency-key', 'invalid', 'must be 1 to 255 printable characters')
}
