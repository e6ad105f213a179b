import type { ApiKeyStore } from '@async-events/core'
import { fromApiKey, toApiKey } from './documents/api-key.ts'
import { exact } from './exact.ts'
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
    async list() {
      const documents = await api_keys.find({}, null, { maxTimeMS }).sort({ created_at: -1 }).lean()
      return documents.map(toApiKey)
    },
    async revoke(id, now) {
      const filter = { _id: exact(id), revoked_at: null }
      return (await api_keys.updateOne(filter, { $set: { revoked_at: now } })).matchedCount === 1
    },
  })
}
