import { AppError, createApiKey, type KeyManager, listApiKeys, revokeApiKey } from '@async-events/core'
import type { FastifyRequest } from 'fastify'
import { nextCursor, pageOf } from '../paging/read-page.ts'
import { errorsOf } from '../schemas/errors.ts'
import { keyCreate, keyCreated, keyId, keyList, keyQuery, keyRevoked } from '../schemas/key.ts'
import { keyView } from '../views/key-view.ts'
import type { App, RouteDeps } from './route-deps.ts'

const tags = ['keys']

export function keyRoutes(app: App, deps: Pick<RouteDeps, 'apiKeys' | 'clock'>): void {
  app.post(
    '/keys',
    {
      schema: {
        operationId: 'createKey',
        summary: 'Make an API key',
        tags,
        body: keyCreate,
        response: { 201: keyCreated, ...errorsOf(403) },
      },
    },
    // Without an idempotency key: the stored answer would hold the secret.
    async (request, reply) => {
      const manager = managerOf(request)
      const { name = '', user_id, scopes } = request.body
      const { key, text } = await createApiKey(deps, { name, user_id, scopes }, manager)
      request.log.info({ key_id: key.id, user_id: key.user_id, scopes: key.scopes }, 'an api key was made')
      reply.code(201)
      const hint = manager.kind === 'operator' ? ' Keys are asked for with API_AUTH=api-key only.' : ''
      return {
        status: 'success' as const,
        key: keyView(key),
        api_key: text,
        message: `The key was made; its secret is shown only now.${hint}`,
      }
    },
  )

  app.get(
    '/keys',
    {
      schema: {
        operationId: 'listKeys',
        summary: 'List API keys, newest first',
        tags,
        querystring: keyQuery,
        response: { 200: keyList, ...errorsOf(403) },
      },
    },
    async (request) => {
      const { user_id } = request.query
      const page = pageOf(request.query)
      const found = await listApiKeys(deps, { user_id }, page, managerOf(request))
      return {
        status: 'success' as const,
        keys: found.map(keyView),
        next_cursor: nextCursor(found, page),
      }
    },
  )

  app.delete(
    '/keys/:key_id',
    {
      schema: {
        operationId: 'revokeKey',
        summary: 'Revoke an API key; it opens nothing from then on',
        tags,
        params: keyId,
        response: { 200: keyRevoked, ...errorsOf(403, 404, 409) },
      },
    },
    async (request) => {
      const { key, changed } = await revokeApiKey(deps, request.params.key_id, managerOf(request))
      if (changed) request.log.info({ key_id: key.id, user_id: key.user_id }, 'an api key was revoked')
      const message = changed ? 'The key was revoked.' : 'The key had been revoked before.'
      return { status: 'success' as const, key: keyView(key), message }
    },
  )
}

function managerOf({ keyManager }: FastifyRequest): KeyManager {
  if (keyManager !== null) return keyManager
  throw new AppError(
    'permission_denied',
    'API keys are managed by the operator, or with an API key that has the scope "admin".',
  )
}
