import type { Batch, BatchStore } from '@async-events/core'
import { exact, plain } from './exact.ts'
import { allOf, batchCondition, pageCondition } from './filters.ts'
import type { Models, Stored } from './models.ts'
import { isDuplicateKey, withUnavailable } from './unavailable.ts'

const maxTimeMS = 10_000

export function createBatchStore({ batches }: Models): BatchStore {
  const { collection } = batches

  const get = async (id: string): Promise<Batch | null> => {
    const document = await collection.findOne<Stored>({ _id: exact(id) }, { maxTimeMS })
    return document ? toBatch(document) : null
  }
  const change = async (
    filter: Record<string, unknown>,
    set: Record<string, unknown>,
    inc = {},
  ): Promise<Batch | null> => {
    const document = await collection.findOneAndUpdate(
      filter as never,
      { $set: set, $inc: { revision: 1, ...inc } } as never,
      { returnDocument: 'after', maxTimeMS },
    )
    return document ? toBatch(document as unknown as Stored) : null
  }

  return withUnavailable<BatchStore>({
    async insert({ id, ...fields }) {
      try {
        await collection.insertOne({ _id: id, ...fields } as never)
        return true
      } catch (error) {
        if (isDuplicateKey(error)) return false
        throw error
      }
    },

    get,

    async list(filter, page) {
      const documents = await collection
        .find<Stored>(allOf([batchCondition(filter), ...pageCondition(page)]), { maxTimeMS })
        .sort({ created_at: -1, _id: -1 })
        .skip(page.skip)
        .limit(page.limit)
        .toArray()
      return documents.map(toBatch)
    },

    count: (filter) => collection.countDocuments(batchCondition(filter), { maxTimeMS }),

    async setActive(id, value, now) {
      for (;;) {
        const batch = await get(id)
        if (!batch || batch.deleted_at) return null
        const isActive = value ?? !batch.isActive
        // Conditional on what was flipped: two toggles at once are two flips.
        const filter = { _id: exact(id), deleted_at: null, pause_version: batch.pause_version }
        const changed = await change(filter, { isActive, updated_at: now }, { pause_version: 1 })
        if (changed) return changed
      }
    },

    setArchived: (id, archived, now) =>
      change({ _id: exact(id), deleted_at: null }, { archived, updated_at: now }),

    setAccess: (id, access_control, now) =>
      change({ _id: exact(id), deleted_at: null }, { access_control, updated_at: now }),

    async setDeleted(id, now) {
      return (
        (await change({ _id: exact(id), deleted_at: null }, { deleted_at: now, updated_at: now })) !== null
      )
    },

    async settle(batch, next, now) {
      const { id, status, generation } = batch
      const filter = {
        _id: exact(id),
        status: exact(status),
        generation: plain(generation),
        deleted_at: null,
      }
      return (await change(filter, { ...next, updated_at: now })) !== null
    },

    async unsettled(limit) {
      const documents = await collection
        .find<Stored>({ status: { $in: ['pending', 'processing'] }, deleted_at: null }, { maxTimeMS })
        .sort({ created_at: -1, _id: -1 })
        .limit(limit)
        .toArray()
      return documents.map(toBatch)
    },

    async changedSince(since) {
      const documents = await collection
        .find<Stored>({ updated_at: { $gte: plain(since) } }, { maxTimeMS })
        .sort({ updated_at: 1 })
        .toArray()
      return documents.map(toBatch)
    },

    async remove(id) {
      await collection.deleteOne({ _id: exact(id) })
    },
  })
}

function toBatch({ _id, ...fields }: Stored): Batch {
  return { id: _id, ...fields } as unknown as Batch
}
