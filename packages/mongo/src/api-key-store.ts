import type { ApiKey, ApiKeyStore } from '@async-events/core'
import { exact } from './exact.ts'
import type { Models, Stored } from './models.ts'
import { withUnavailable } from './unavailable.ts'

const maxTimeMS = 10_000

export function createApiKeyStore({ api_keys }: Models): ApiKeyStore {
  const { collection } = api_keys
  return withUnavailable<ApiKeyStore>({
    async insert({ id, ...fields }) {
      await collection.insertOne({ _id: id, ...fields } as never)
    },
    async get(id) {
      const document = await collection.findOne<Stored>({ _id: exact(id) }, { maxTimeMS })
      return document ? toKey(document) : null
    },
    async list() {
      const documents = await collection.find<Stored>({}, { maxTimeMS }).sort({ created_at: -1 }).toArray()
      return documents.map(toKey)
    },
    async revoke(id, now) {
      const filter = { _id: exact(id), revoked_at: null }
      return (await collection.updateOne(filter, { $set: { revoked_at: now } })).matchedCount === 1
    },
  })
}

function toKey({ _id, ...fields }: Stored): ApiKey {
  return { id: _id, ...fields } as unknown as ApiKey
}
