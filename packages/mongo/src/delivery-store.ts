import {
  type Delivery,
  type DeliveryFilter,
  type DeliveryStore,
  deliveryLimits,
  type Page,
} from '@async-events/core'
import { type QueryFilter, trusted } from 'mongoose'
import { type DeliveryDocument, fromDelivery, toDelivery } from './documents/delivery.ts'
import { exact, exactAll, plain } from './exact.ts'
import { allOf, orderOf, pageCondition } from './filters.ts'
import { insertIfMissing } from './insert-if-missing.ts'
import type { Models } from './models.ts'
import { removeInGroups } from './remove-in-groups.ts'
import { withUnavailable } from './unavailable.ts'

const maxTimeMS = 10_000

export function createDeliveryStore({ deliveries }: Models): DeliveryStore {
  async function list(
    condition: QueryFilter<DeliveryDocument>,
    { state }: DeliveryFilter,
    page: Page,
  ): Promise<Delivery[]> {
    const stated = state === undefined ? {} : { state: exact(state) }
    const filter = allOf<DeliveryDocument>([{ ...condition, ...stated }, ...pageCondition(page)])
    const documents = await deliveries
      .find(filter, null, { maxTimeMS })
      .sort(orderOf(page))
      .skip(page.skip)
      .limit(page.limit)
      .lean()
    return documents.map(toDelivery)
  }

  const get = async (id: string): Promise<Delivery | null> => {
    const document = await deliveries.findOne({ _id: exact(id) }, null, { maxTimeMS }).lean()
    return document ? toDelivery(document) : null
  }

  return withUnavailable<DeliveryStore>({
    async insert(list) {
      await Promise.all(list.map((delivery) => insertIfMissing(deliveries, fromDelivery(delivery))))
    },

    get,

    async due(now, exceptHosts, limit) {
      const documents = await deliveries
        .find(
          {
            next_at: trusted({ $lte: plain(now) }),
            ...(exceptHosts.length > 0 ? { host: trusted({ $nin: exactAll(exceptHosts) }) } : {}),
          },
          { next_at: 1, host: 1 },
          { maxTimeMS },
        )
        .sort({ next_at: 1 })
        .limit(limit)
        .lean<Required<Pick<DeliveryDocument, '_id' | 'host' | 'next_at'>>[]>()
      return documents.map(({ _id: id, host, next_at }) => ({ id, host, next_at }))
    },

    async claim({ id, next_at }, token, until) {
      const document = await deliveries
        .findOneAndUpdate(
          { _id: exact(id), next_at: plain(next_at) },
          { $set: { token, next_at: until } },
          { returnDocument: 'after', maxTimeMS },
        )
        .lean()
      return document ? toDelivery(document) : null
    },

    async finish(id, token, attempt, { state, attempts, next_at, ended_at }) {
      const result = await deliveries.updateOne(
        { _id: exact(id), token: exact(token) },
        {
          $set: { state, attempts, ended_at, token: null, ...(next_at === null ? {} : { next_at }) },
          ...(next_at === null ? { $unset: { next_at: 1, host: 1 } } : {}),
          ...(attempt ? { $push: { log: { $each: [attempt], $slice: -deliveryLimits.log } } } : {}),
        },
      )
      return result.matchedCount === 1
    },

    async release(id, token, nextAt) {
      const held = { _id: exact(id), token: exact(token) }
      await deliveries.updateOne(held, { $set: { token: null, next_at: nextAt } })
    },

    async reopen(id, host, now) {
      const document = await deliveries
        .findOneAndUpdate(
          { _id: exact(id), token: null },
          { $set: { state: 'pending', attempts: 0, next_at: now, host, ended_at: null } },
          { returnDocument: 'after', maxTimeMS },
        )
        .lean()
      return document ? toDelivery(document) : get(id)
    },

    async reopenFailed(ids, host, now) {
      const filter = { _id: trusted({ $in: exactAll(ids) }), state: 'failed' as const, token: null }
      const set = { state: 'pending' as const, attempts: 0, next_at: now, host, ended_at: null }
      return (await deliveries.updateMany(filter, { $set: set })).modifiedCount
    },

    async redirect({ job_ids, batch_id }, host, now) {
      const change = { $set: { host, next_at: now, attempts: 0 } }
      const waiting = { state: 'pending' as const, token: null }
      const ofJobs = { job_id: trusted({ $in: exactAll(job_ids) }), endpoint: 'job' as const }
      await deliveries.updateMany({ ...ofJobs, ...waiting }, change)
      if (batch_id === undefined) return
      const ofBatch = { batch_id: exact(batch_id), endpoint: 'batch' as const }
      await deliveries.updateMany({ ...ofBatch, ...waiting }, change)
    },

    ofJob: (jobId, filter, page) => list({ job_id: exact(jobId) }, filter, page),
    ofBatch: (batchId, filter, page) => list({ batch_id: exact(batchId) }, filter, page),

    removeBefore: (before) =>
      removeInGroups(deliveries, {
        created_at: trusted({ $lt: before }),
        state: trusted({ $ne: 'pending' as const }),
      }),

    async removeOfJob(jobId) {
      await removeInGroups(deliveries, { job_id: exact(jobId) })
    },
    async removeOfBatch(batchId) {
      await removeInGroups(deliveries, { batch_id: exact(batchId) })
    },
  })
}
