import {
  type Delivery,
  type DeliveryFilter,
  type DeliveryStore,
  type DueDelivery,
  deliveryLimits,
  type Page,
} from '@async-events/core'
import { exact, exactAll, plain } from './exact.ts'
import { allOf, type Condition, pageCondition } from './filters.ts'
import type { Models, Stored } from './models.ts'
import { removeInGroups } from './remove-in-groups.ts'
import { isDuplicateKey, withUnavailable } from './unavailable.ts'

const maxTimeMS = 10_000

/**
 * `next_at` and `host` are there only while a delivery is due some time, so the sparse index of both holds what is to be
 * done and nothing of what was.
 */
export function createDeliveryStore({ deliveries }: Models): DeliveryStore {
  const { collection } = deliveries

  async function list(condition: Condition, { state }: DeliveryFilter, page: Page): Promise<Delivery[]> {
    const stated = state === undefined ? {} : { state: exact(state) }
    const documents = await collection
      .find<Stored>(allOf([{ ...condition, ...stated }, ...pageCondition(page)]), { maxTimeMS })
      .sort({ created_at: -1, _id: -1 })
      .skip(page.skip)
      .limit(page.limit)
      .toArray()
    return documents.map(toDelivery)
  }

  const get = async (id: string): Promise<Delivery | null> => {
    const document = await collection.findOne<Stored>({ _id: exact(id) }, { maxTimeMS })
    return document ? toDelivery(document) : null
  }

  return withUnavailable<DeliveryStore>({
    async insert(list) {
      await Promise.all(
        list.map(async (delivery) => {
          try {
            await collection.insertOne(toDocument(delivery) as never)
          } catch (error) {
            if (!isDuplicateKey(error)) throw error
          }
        }),
      )
    },

    get,

    async due(now, exceptHosts, limit) {
      const documents = await collection
        .find<Stored>(
          {
            next_at: { $lte: plain(now) },
            ...(exceptHosts.length > 0 ? { host: { $nin: exactAll(exceptHosts) } } : {}),
          },
          { projection: { next_at: 1, host: 1 }, maxTimeMS },
        )
        .sort({ next_at: 1 })
        .limit(limit)
        .toArray()
      return documents.map(({ _id: id, host, next_at }) => ({ id, host, next_at })) as DueDelivery[]
    },

    async claim({ id, next_at }, token, until) {
      const document = await collection.findOneAndUpdate(
        { _id: exact(id), next_at: plain(next_at) },
        { $set: { token, next_at: until } } as never,
        { returnDocument: 'after', maxTimeMS },
      )
      return document ? toDelivery(document as unknown as Stored) : null
    },

    async finish(id, token, attempt, { state, attempts, next_at, ended_at }) {
      const result = await collection.updateOne({ _id: exact(id), token: exact(token) }, {
        $set: { state, attempts, ended_at, token: null, ...(next_at === null ? {} : { next_at }) },
        ...(next_at === null ? { $unset: { next_at: 1, host: 1 } } : {}),
        ...(attempt ? { $push: { log: { $each: [attempt], $slice: -deliveryLimits.log } } } : {}),
      } as never)
      return result.matchedCount === 1
    },

    async release(id, token, nextAt) {
      await collection.updateOne({ _id: exact(id), token: exact(token) }, {
        $set: { token: null, next_at: nextAt },
      } as never)
    },

    async reopen(id, host, now) {
      const document = await collection.findOneAndUpdate(
        { _id: exact(id), token: null },
        { $set: { state: 'pending', attempts: 0, next_at: now, host, ended_at: null } } as never,
        { returnDocument: 'after', maxTimeMS },
      )
      return document ? toDelivery(document as unknown as Stored) : get(id)
    },

    ofJob: (jobId, filter, page) => list({ job_id: exact(jobId) }, filter, page),
    ofBatch: (batchId, filter, page) => list({ batch_id: exact(batchId) }, filter, page),

    removeBefore: (before) =>
      removeInGroups(collection, { created_at: { $lt: before }, state: { $ne: 'pending' } }),

    async removeOfJob(jobId) {
      await removeInGroups(collection, { job_id: exact(jobId) })
    },
    async removeOfBatch(batchId) {
      await removeInGroups(collection, { batch_id: exact(batchId) })
    },
  })
}

function toDocument({ id, next_at, host, ...fields }: Delivery): Stored {
  return { _id: id, ...fields, ...(next_at === null ? {} : { next_at, host }) }
}

function toDelivery({ _id, ...fields }: Stored): Delivery {
  return { id: _id, next_at: null, host: '', ...fields } as unknown as Delivery
}
