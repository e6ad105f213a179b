import type { IdempotencyRecord, IdempotencyStore } from '@async-events/core'
import { exact, plain } from './exact.ts'
import type { Models, Stored } from './models.ts'
import { isDuplicateKey, withUnavailable } from './unavailable.ts'

export function createIdempotencyStore({ idempotency }: Models): IdempotencyStore {
  const { collection } = idempotency
  return withUnavailable<IdempotencyStore>({
    async insert({ id, ...fields }) {
      try {
        await collection.insertOne({ _id: id, ...fields } as never)
        return true
      } catch (error) {
        if (isDuplicateKey(error)) return false
        throw error
      }
    },
    async get(id) {
      const document = await collection.findOne<Stored>({ _id: exact(id) }, { maxTimeMS: 10_000 })
      if (!document) return null
      const { _id, ...fields } = document
      return { id: _id, ...fields } as unknown as IdempotencyRecord
    },
    async takeOver({ id, lease_until }, leaseUntil) {
      const filter = { _id: exact(id), lease_until: plain(lease_until), answer: null }
      const { matchedCount } = await collection.updateOne(filter, { $set: { lease_until: leaseUntil } })
      return matchedCount === 1
    },
    async finish(id, answer) {
      await collection.updateOne({ _id: exact(id) }, { $set: { answer } })
    },
    async remove(id) {
      await collection.deleteOne({ _id: exact(id) })
    },
    async removeOlder(than) {
      return (await collection.deleteMany({ created_at: { $lt: than } })).deletedCount
    },
  })
}
