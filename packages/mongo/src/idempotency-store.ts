import type { IdempotencyStore } from '@async-events/core'
import { trusted } from 'mongoose'
import { fromRecord, toRecord } from './documents/idempotency-record.ts'
import { exact, plain } from './exact.ts'
import { insertIfMissing } from './insert-if-missing.ts'
import type { Models } from './models.ts'
import { withUnavailable } from './unavailable.ts'

export function createIdempotencyStore({ idempotency }: Models): IdempotencyStore {
  return withUnavailable<IdempotencyStore>({
    insert: (record) => insertIfMissing(idempotency, fromRecord(record)),
    async get(id) {
      const document = await idempotency.findOne({ _id: exact(id) }, null, { maxTimeMS: 10_000 }).lean()
      return document ? toRecord(document) : null
    },
    async takeOver({ id, lease_until }, leaseUntil) {
      const filter = { _id: exact(id), lease_until: plain(lease_until), answer: null }
      const { matchedCount } = await idempotency.updateOne(filter, { $set: { lease_until: leaseUntil } })
      return matchedCount === 1
    },
    async finish(id, answer) {
      await idempotency.updateOne({ _id: exact(id) }, { $set: { answer } })
    },
    async remove(id) {
      await idempotency.deleteOne({ _id: exact(id) })
    },
    async removeOlder(than) {
      return (await idempotency.deleteMany({ created_at: trusted({ $lt: than }) })).deletedCount
    },
  })
}
