import { AppError, type Principal } from '@async-events/core'
import rateLimitPlugin, { normalizeIP } from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Redis } from 'ioredis'

export interface RateLimitOptions {
  /** Requests of one caller in a minute. */
  perMinute: number
  /** Counts for all processes of the API together. While it is away nothing is limited: it is no reason to refuse. */
  redis: Redis
  prefix: string
}

/** Limits each user, and each address where nobody is named. Health and metrics are not counted. */
export async function rateLimit(app: FastifyInstance, options: RateLimitOptions | null): Promise<void> {
  if (options === null) return
  await app.register(rateLimitPlugin, {
    max: options.perMinute,
    timeWindow: 60_000,
    redis: options.redis,
    nameSpace: `${options.prefix}:rate:`,
    skipOnError: true,
    enableDraftSpec: true,
    keyGenerator: callerKey,
    allowList: (request) => /^\/(livez|readyz|metrics)(\?|$)/.test(request.url),
    errorResponseBuilder: (_request, { max, ttl }) =>
      new AppError('rate_limited', `More than ${max} requests in a minute; wait and ask again.`, {
        retryAfterMs: ttl,
      }),
  })
}

function callerKey(request: FastifyRequest): string {
  const principal: Principal | undefined = request.principal
  return principal?.kind === 'user' ? `user:${principal.id}` : `address:${normalizeIP(request.ip, 64)}`
}
