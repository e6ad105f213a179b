import { crashPoint, onceForKey, type Reserved } from '@async-events/core'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { badRequest } from '../plugins/error-answers.ts'
import type { RouteDeps } from '../routes/route-deps.ts'
import { idempotencyKey } from '../schemas/headers.ts'

export interface Done<T extends object> {
  /** By default 201. */
  status?: number
  /** Path of what was made, if it has one of its own. */
  location?: string
  body: T
}

/**
 * Answers with what `act` did. With an `Idempotency-Key` it is done once, and asked for again the same bytes are answered,
 * marked by `Idempotent-Replayed`.
 */
export async function idempotently<T extends object>(
  deps: Pick<RouteDeps, 'idempotency' | 'clock' | 'log'>,
  request: FastifyRequest,
  reply: Pick<FastifyReply, 'code' | 'header'>,
  act: (reserved: Reserved | undefined) => Promise<Done<T>>,
): Promise<T> {
  const key = keyOf(request)
  if (key === undefined) {
    const { status = 201, location, body } = await act(undefined)
    crashPoint('before-reply')
    if (location !== undefined) reply.header('location', location)
    reply.code(status)
    return body
  }
  const { method, principal, body } = request
  const { answer, replayed } = await onceForKey(
    deps,
    { principal, method, route: routeOf(request), key, body },
    async (reserved) => {
      const done = await act(reserved)
      return {
        status: done.status ?? 201,
        location: done.location ?? null,
        body: JSON.stringify(done.body),
      }
    },
  )
  crashPoint('before-reply')
  if (replayed) reply.header('idempotent-replayed', 'true')
  if (answer.location !== null) reply.header('location', answer.location)
  reply.code(answer.status)
  // Written by `act` of an earlier request to this same route.
  return JSON.parse(answer.body) as T
}

/** With what its path names: a key that was used for one job is free for another. */
const routeOf = ({ routeOptions, params }: FastifyRequest): string =>
  [routeOptions.url ?? '', ...Object.values((params ?? {}) as Record<string, string>)].join(' ')

function keyOf(request: FastifyRequest): string | undefined {
  const given = request.headers['idempotency-key']
  if (given === undefined) return undefined
  if (typeof given === 'string' && idempotencyKey.test(given)) return given
  throw badRequest('headers.idempotency-key', 'invalid', 'must be 1 to 255 printable characters')
}
