import type { ApiKeyStore } from '@async-events/core'
import { type QueryFilter, trusted } from 'mongoose'
import { type ApiKeyDocument, fromApiKey, toApiKey } from './documents/api-key.ts'
import { exact, plain } from './exact.ts'
import { allOf, orderOf, pageCondition } from './filters.ts'
import type { Models } from './models.ts'
import { withUnavailable } from './unavailable.ts'

const maxTimeMS = 10_000

export function createApiKeyStore({ api_keys }: Models): ApiKeyStore {
  return withUnavailable<ApiKeyStore>({
    async insert(key) {
      await api_keys.insertMany([fromApiKey(key)], { lean: true })
    },
    async get(id) {
      const document = await api_keys.findOne({ _id: exact(id) }, null, { maxTimeMS }).lean()
      return document ? toApiKey(document) : null
    },
    async list({ user_id, scope, revoked }, page) {
      const condition: QueryFilter<ApiKeyDocument> = {
        ...(user_id === undefined ? {} : { user_id: exact(user_id) }),
        ...(scope === undefined ? {} : { scopes: exact(scope) }),
        ...(revoked === undefined ? {} : { revoked_at: revoked ? trusted({ $ne: null }) : null }),
      }
      const filter = allOf<ApiKeyDocument>([condition, ...pageCondition(page)])
      const documents = await api_keys
        .find(filter, null, { maxTimeMS })
        .sort(orderOf(page))
        .skip(page.skip)
        .limit(page.limit)
        .lean()
      return documents.map(toApiKey)
    },
    async revoke(id, now) {
      const filter = { _id: exact(id), revoked_at: null }
      return (await api_keys.updateOne(filter, { $set: { revoked_at: now } })).matchedCount === 1
    },
    async touch(id, now) {
      await api_keys.updateOne({ _id: exact(id) }, { $max: { used_at: plain(now) } })
    },
  })
}
