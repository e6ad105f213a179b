import type { Batch, BatchSource, BatchStore, JobStatus } from '@async-events/core'
import { type QueryFilter, trusted } from 'mongoose'
import { type BatchDocument, fromBatch, toBatch } from './documents/batch.ts'
import { exact, exactAll, plain } from './exact.ts'
import { allOf, batchCondition, orderOf, pageCondition } from './filters.ts'
import { insertIfMissing } from './insert-if-missing.ts'
import type { Models } from './models.ts'
import { withUnavailable } from './unavailable.ts'

const maxTimeMS = 10_000

const imported = (id: string): QueryFilter<BatchDocument> => ({
  _id: exact(id),
  deleted_at: null,
  source: trusted({ $ne: null }),
})

/** Each field by itself: others, such as the sessions that were dropped, are written apart from them. */
const inSource = (fields: Partial<BatchSource>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [`source.${name}`, value]))

export function createBatchStore({ batches }: Models): BatchStore {
  const get = async (id: string): Promise<Batch | null> => {
    const document = await batches.findOne({ _id: exact(id) }, null, { maxTimeMS }).lean()
    return document ? toBatch(document) : null
  }
  const change = async (
    filter: QueryFilter<BatchDocument>,
    set: Partial<BatchDocument> & Record<string, unknown>,
    inc: { pause_version?: number } = {},
  ): Promise<Batch | null> => {
    const document = await batches
      .findOneAndUpdate(
        filter,
        { $set: set, $inc: { revision: 1, ...inc } },
        { returnDocument: 'after', maxTimeMS },
      )
      .lean()
    return document ? toBatch(document) : null
  }

  return withUnavailable<BatchStore>({
    insert: (batch) => insertIfMissing(batches, fromBatch(batch)),

    get,

    async list(filter, page) {
      const documents = await batches
        .find(allOf<BatchDocument>([batchCondition(filter), ...pageCondition(page)]), null, { maxTimeMS })
        .sort(orderOf(page))
        .skip(page.skip)
        .limit(page.limit)
        .lean()
      return documents.map(toBatch)
    },

    async count(filter) {
      return batches.countDocuments(batchCondition(filter), { maxTimeMS })
    },

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

    async archived(ids) {
      const found = await batches
        .find({ _id: trusted({ $in: exactAll(ids) }), archived: true }, { _id: 1 }, { maxTimeMS })
        .lean<Pick<BatchDocument, '_id'>[]>()
      return new Set(found.map(({ _id }) => _id))
    },

    setArchived: (id, archived, now) =>
      change({ _id: exact(id), deleted_at: null }, { archived, updated_at: now }),

    setAccess: (id, access_control, now) =>
      change({ _id: exact(id), deleted_at: null }, { access_control, updated_at: now }),

    setWebhook: (id, webhook, now) =>
      change({ _id: exact(id), deleted_at: null }, { webhook, updated_at: now }),

    setSource(id, { schedule_url, options, imported_at, refresh, refresh_at }, now) {
      const fields = { schedule_url, options, imported_at, refresh, refresh_at }
      return change(imported(id), { ...inSource(fields), updated_at: now })
    },

    async dropSession(id, eventId, now) {
      await batches.updateOne(imported(id), {
        $addToSet: { 'source.dropped': eventId },
        $set: { updated_at: now },
        $inc: { revision: 1 },
      })
    },

    async refreshDue(now, limit) {
      const due = { 'source.refresh_at': trusted({ $lte: plain(now) }) }
      const documents = await batches
        .find({ ...due, deleted_at: null, isActive: true, archived: false }, null, { maxTimeMS })
        .sort({ 'source.refresh_at': 1 })
        .limit(limit)
        .lean()
      return documents.map(toBatch)
    },

    async claimRefresh({ id, source }, next) {
      const filter = { ...imported(id), 'source.refresh_at': plain(source?.refresh_at ?? null) }
      return (await change(filter, inSource({ refresh_at: next }))) !== null
    },

    async setRefreshError(id, last_error, now) {
      await batches.updateOne(
        { ...imported(id), 'source.refresh': trusted({ $ne: null }) },
        {
          $set: { 'source.refresh.last_error': last_error, updated_at: now },
          $inc: { 'source.refresh.failures': 1, revision: 1 },
        },
      )
    },

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
      const status = trusted<{ $in: JobStatus[] }>({ $in: ['pending', 'processing'] })
      const documents = await batches
        .find({ status, deleted_at: null }, null, { maxTimeMS })
        .sort({ created_at: -1, _id: -1 })
        .limit(limit)
        .lean()
      return documents.map(toBatch)
    },

    async changedSince(since) {
      const documents = await batches
        .find({ updated_at: trusted({ $gte: plain(since) }) }, null, { maxTimeMS })
        .sort({ updated_at: 1 })
        .lean()
      return documents.map(toBatch)
    },

    async remove(id) {
      await batches.deleteOne({ _id: exact(id) })
    },
  })
}
