import {
  type ApiKey,
  type ApiKeyStore,
  AppError,
  findApiKey,
  type KeyManager,
  type KeyScope,
  type Principal,
  userIdPattern,
} from '@async-events/core'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { createFailureWindows, type FailureWindows } from '../http/failure-windows.ts'
import { prefix } from '../views/job-view.ts'
import { addressKey } from './caller-key.ts'
import { badRequest } from './error-answers.ts'

declare module 'fastify' {
  interface FastifyRequest {
    principal: Principal
    /** Null: who asks manages no keys. */
    keyManager: KeyManager | null
    /** Whether the key of the request still opens anything; null without one. */
    isKeyValid: (() => Promise<boolean>) | null
  }
}

export const authModes = ['open', 'header', 'api-key'] as const
export type AuthMode = (typeof authModes)[number]

/** Keys that an address may get wrong in a minute; the next one has to wait. */
export const wrongKeysPerMinute = 20

/**
 * Who asks. `open`: no header is the operator. `header`: behind a gateway, no header is anonymous. `api-key`: whoever the
 * key belongs to; nothing below the API's prefix is answered without one.
 */
export function caller(
  app: FastifyInstance,
  auth: AuthMode,
  keys: CallerKeys,
  wrongKeysAtMost = wrongKeysPerMinute,
): void {
  app.decorateRequest('principal')
  app.decorateRequest('keyManager', null)
  app.decorateRequest('isKeyValid', null)
  const wrongKeys = createFailureWindows(wrongKeysAtMost)
  app.addHook('onRequest', (request, reply, done) => {
    if (auth === 'api-key') return void byKey(request, reply, keys, wrongKeys).then(() => done(), done)
    request.principal = byHeader(request, auth)
    if (request.principal.kind === 'operator') request.keyManager = { kind: 'operator' }
    done()
  })
}

interface CallerKeys {
  apiKeys: Pick<ApiKeyStore, 'get'>
  /** Returns at once. */
  noteUse(key: ApiKey): void
}

function byHeader(request: FastifyRequest, auth: 'open' | 'header'): Principal {
  const given = statedUser(request)
  if (given !== null) return { kind: 'user', id: given }
  return auth === 'open' ? { kind: 'operator' } : { kind: 'anonymous' }
}

async function byKey(
  request: FastifyRequest,
  reply: FastifyReply,
  { apiKeys, noteUse }: CallerKeys,
  wrongKeys: FailureWindows,
): Promise<void> {
  // Health, documentation and the page hold nothing of anybody.
  if (!request.url.startsWith(`${prefix}/`)) {
    request.principal = { kind: 'anonymous' }
    return
  }
  const { authorization } = request.headers
  const address = addressKey(request)
  // Before anything is looked up: an answer would tell whether a guess was right.
  const waitMs = authorization === undefined ? 0 : wrongKeys.waitMs(address)
  if (waitMs > 0)
    throw new AppError('rate_limited', 'Too many wrong api keys came from this address; wait.', {
      retryAfterMs: waitMs,
    })
  const bearer = /^Bearer ([!-~]+)$/i.exec(authorization ?? '')?.[1]
  const key = bearer === undefined ? null : await findApiKey(apiKeys, bearer)
  if (!key) {
    if (authorization !== undefined) wrongKeys.add(address)
    reply.header('www-authenticate', 'Bearer realm="async-events"')
    throw new AppError(
      'unauthorized',
      'The request needs "Authorization: Bearer <api key>" with a valid key.',
    )
  }
  noteUse(key)
  requireScope(key, scopeFor(request))
  const given = statedUser(request)
  if (given !== null && given !== key.user_id) requireScope(key, 'impersonate')
  const user_id = given ?? key.user_id
  request.principal = { kind: 'user', id: user_id, discreet: true }
  request.isKeyValid = async () => (await apiKeys.get(key.id))?.revoked_at === null
  request.keyManager = { kind: 'key', user_id, scopes: key.scopes }
}

function requireScope(key: ApiKey, scope: KeyScope): void {
  if (key.scopes.includes(scope)) return
  throw new AppError('permission_denied', `The api key lacks the scope "${scope}".`)
}

function scopeFor({ method, url }: FastifyRequest): KeyScope {
  if (/^\/keys([/?]|$)/.test(url.slice(prefix.length))) return 'admin'
  if (method === 'GET' || method === 'HEAD') return 'read'
  return method === 'PATCH' && /\/access(\?|$)/.test(url) ? 'admin' : 'write'
}

function statedUser(request: FastifyRequest): string | null {
  const given = request.headers['x-user-id']
  if (given === undefined) return null
  // Sent twice it arrives joined by a comma, which no id holds.
  if (typeof given !== 'string' || !userIdPattern.test(given)) {
    throw badRequest('X-User-ID', 'invalid_user_id', 'must be one id of letters, digits and @ . _ : + -')
  }
  return given
}
