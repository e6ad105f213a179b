import type { Principal } from '@async-events/core'
import { normalizeIP } from '@fastify/rate-limit'
import type { FastifyRequest } from 'fastify'

/** An IPv6 customer has a whole /64. What a proxy says of an address need not be one. */
export const addressKey = ({ ip }: Pick<FastifyRequest, 'ip'>): string =>
  `address:${normalizeIP(ip, 64).slice(0, 64)}`

/**
 * Whom limits count for: the user, whichever of his keys he comes with, so that more keys are not more requests; the
 * address where nobody is named.
 */
export function callerKey(request: FastifyRequest): string {
  const principal: Principal | undefined = request.principal
  return principal?.kind === 'user' ? `user:${principal.id}` : addressKey(request)
}
