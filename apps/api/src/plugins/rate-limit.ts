import { AppError } from '@async-events/core'
import rateLimitPlugin from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import type { Redis } from 'ioredis'
import { addressKey, callerKey } from './caller-key.ts'
import { isProbe } from './is-probe.ts'

export interface RateLimitOptions {
  /** Requests of one caller in a minute; 0 is no limit. */
  perMinute: number
  /** Requests of one address in a minute, whoever asks and whatever comes of it; 0 is no limit. */
  perAddress?: number
  /** Counts for all processes of the API together. While it is away nothing is limited: it is no reason to refuse. */
  redis: Redis
  prefix: string
}

const timeWindow = 60_000

/**
 * Limits each address before it is asked who is there, and then each user, or the address where nobody is named. Call it
 * before `caller`. Health and metrics are not counted.
 */
export async function rateLimit(app: FastifyInstance, options: RateLimitOptions | null): Promise<void> {
  if (options === null) return
  const { perMinute, perAddress = 0 } = options
  await app.register(rateLimitPlugin, {
    global: perMinute > 0,
    max: perMinute,
    timeWindow,
    redis: options.redis,
    nameSpace: `${options.prefix}:rate:`,
    skipOnError: true,
    enableDraftSpec: true,
    keyGenerator: callerKey,
    allowList: (request) => isProbe(request.url),
    errorResponseBuilder: (_request, { max, ttl }) => tooMany(max, ttl),
  })
  if (perAddress === 0) return
  const check = app.createRateLimit({ max: perAddress, timeWindow, keyGenerator: addressKey })
  app.addHook('onRequest', async (request, reply) => {
    const found = await check(request)
    if (found.isAllowed || !found.isExceeded) return
    reply
      .header('ratelimit-limit', found.max)
      .header('ratelimit-remaining', 0)
      .header('ratelimit-reset', found.ttlInSeconds)
    throw tooMany(found.max, found.ttl, ' from this address')
  })
}

const tooMany = (max: number, ttl: number, where = ''): AppError =>
  new AppError('rate_limited', `More than ${max} requests in a minute${where}; wait and ask again.`, {
    retryAfterMs: ttl,
  })
