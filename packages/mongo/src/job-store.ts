import { isDeepStrictEqual } from 'node:util'
import {
  type BatchCounts,
  gather,
  gatherReads,
  type Job,
  type JobFilter,
  type JobReceiver,
  type JobStatus,
  type JobStore,
  noJobs,
} from '@async-events/core'
import { type QueryFilter, trusted } from 'mongoose'
import { jobArtifacts } from './artifact-keys.ts'
import { fromJob, type JobDocument, toJob } from './documents/job.ts'
import { exact, exactAll, fieldName, plain } from './exact.ts'
import { allOf, jobCondition, orderOf, ownedBy, pageCondition } from './filters.ts'
import { findTogether } from './find-together.ts'
import { insertTogether } from './insert-documents.ts'
import { insertIfMissing } from './insert-if-missing.ts'
import type { Models } from './models.ts'
import { toUnavailable, withUnavailable } from './unavailable.ts'
import { updateBetween } from './update-between.ts'

const maxTimeMS = 10_000

/** A server that stores 2,000 in one piece answers no heartbeat meanwhile, and seems to be away on a busy machine. */
const insertedAtOnce = 200
/** Of different requests, each of at most 1 MB. */
const insertedTogether = 40
const writtenTogether = 100
/** The same, of reads. */
const readTogether = 40
const unfinishedStatuses: JobStatus[] = ['pending', 'processing']
const terminalStatuses: JobStatus[] = ['completed', 'failed', 'cancelled']

interface Acknowledged {
  id: string
  rev: number
  relayed_seq: number
  wake_at: Date | null
}

const pulled = (seq: number) => ({ $pull: { outbox: { seq: { $lte: seq } } } })

/** Heartbeats extend leases without a word to `rev`: those that `after` ends, as they were read. */
const endedLeases = (before: Job, after: Job): QueryFilter<JobDocument> =>
  Object.fromEntries(
    Object.entries(before.steps).flatMap(([id, { lease_until }]) =>
      lease_until !== null && after.steps[id]?.lease_until === null
        ? [[`steps.${fieldName(id)}.lease_until`, plain(lease_until)]]
        : [],
    ),
  )

export function createJobStore({ jobs }: Models): JobStore {
  const insertOne = gather<JobDocument>(insertedTogether, (documents) => insertTogether(jobs, documents))
  const find = (condition: QueryFilter<JobDocument>) => jobs.find(condition, null, { maxTimeMS })

  const acknowledgeTogether = gather<Acknowledged>(writtenTogether, async (all) => {
    const updates = all.map(({ id, rev, wake_at, relayed_seq }) => ({
      filter: { _id: id, rev },
      update: {
        ...(relayed_seq > 0 ? pulled(relayed_seq) : {}),
        ...(wake_at === null ? { $unset: { wake_at: 1 } } : { $set: { wake_at } }),
      },
    }))
    const matched = await updateTogether(updates)
    if (matched === all.length) return []
    // A job has moved on and its newer state knows better when to wake; what was relayed may go all the same.
    const relayed = all.filter(({ relayed_seq }) => relayed_seq > 0)
    await updateTogether(
      relayed.map(({ id, relayed_seq }) => ({ filter: { _id: id }, update: pulled(relayed_seq) })),
    )
    return []
  })

  /** How many were there. */
  async function updateTogether(updates: { filter: object; update: object }[]): Promise<number> {
    const [only] = updates
    if (only === undefined) return 0
    try {
      if (updates.length === 1)
        return (await jobs.collection.updateOne(only.filter, only.update)).matchedCount
      const operations = updates.map((updateOne) => ({ updateOne }))
      return (await jobs.collection.bulkWrite(operations, { ordered: false })).matchedCount
    } catch (error) {
      throw toUnavailable(error)
    }
  }

  const findDocument = gatherReads<JobDocument>(readTogether, (ids) => findTogether(jobs, ids))

  async function* each(condition: QueryFilter<JobDocument>, sort: Record<string, 1>): AsyncIterable<Job> {
    const found = find(condition).sort(sort).lean().cursor({ batchSize: 200 })
    for await (const document of found) yield toJob(document)
  }

  return withUnavailable<JobStore>({
    async insert(list) {
      const [only] = list
      if (only && list.length === 1) return insertOne(fromJob(only))
      for (let at = 0; at < list.length; at += insertedAtOnce) {
        const group = list.slice(at, at + insertedAtOnce).map(fromJob)
        await jobs.insertMany(group, { ordered: true, lean: true })
      }
    },

    async insertMissing(list) {
      const inserted: string[] = []
      for (const job of list) if (await insertIfMissing(jobs, fromJob(job))) inserted.push(job.id)
      return inserted
    },

    async get(id) {
      const document = await findDocument(exact(id))
      return document && toJob(document)
    },

    async list(filter, page) {
      const condition = allOf<JobDocument>([jobCondition(filter), ...pageCondition(page)])
      const documents = await find(condition).sort(orderOf(page)).skip(page.skip).limit(page.limit).lean()
      return documents.map(toJob)
    },

    async heads(filter, page) {
      const condition = allOf<JobDocument>([jobCondition(filter), ...pageCondition(page)])
      const documents = await jobs
        .find(condition, { revision: 1, created_at: 1 }, { maxTimeMS, skip: page.skip, limit: page.limit })
        .sort(orderOf(page))
        .lean<Pick<JobDocument, '_id' | 'revision' | 'created_at'>[]>()
      return documents.map(({ _id: id, ...head }) => ({ id, ...head }))
    },

    async those(filter, ids) {
      const condition = allOf<JobDocument>([{ _id: trusted({ $in: exactAll(ids) }) }, jobCondition(filter)])
      return (await find(condition).lean()).map(toJob)
    },

    async count(filter: JobFilter) {
      return jobs.countDocuments(jobCondition(filter), { maxTimeMS })
    },

    async write(before, after, guard) {
      const document = await jobs
        .findOneAndUpdate(
          {
            _id: exact(before.id),
            rev: plain(before.rev),
            ...(guard?.notHeld ? { hold: null } : {}),
            ...(guard?.sameLeases ? endedLeases(before, after) : {}),
          },
          updateBetween(before, after),
          { returnDocument: 'after', maxTimeMS, cloneUpdate: false },
        )
        .lean()
      return document ? toJob(document) : null
    },

    async heartbeat({ job_id, run, step, token }, { lease_until, percent, message }) {
      const visible = percent !== undefined || message !== undefined
      const result = await jobs.updateOne(
        { _id: exact(job_id), 'run.number': plain(run), [`steps.${fieldName(step)}.token`]: exact(token) },
        {
          $set: {
            [`steps.${step}.lease_until`]: lease_until,
            ...(message === undefined ? {} : { [`steps.${step}.message`]: message }),
          },
          ...(percent === undefined ? {} : { $max: { [`steps.${step}.percent`]: percent } }),
          ...(visible ? { $inc: { revision: 1 } } : {}),
        },
        { cloneUpdate: false },
      )
      return result.matchedCount === 1
    },

    acknowledge: ({ id, rev }, done) => acknowledgeTogether({ id: exact(id), rev: plain(rev), ...done }),

    async due(now, limit) {
      const documents = await find({ wake_at: trusted({ $lte: plain(now) }) })
        .sort({ wake_at: 1 })
        .limit(limit)
        .lean()
      return documents.map(toJob)
    },

    async *withResults() {
      const found = jobs
        .find({ listed: true, result_run: trusted({ $ne: null }) }, { result_run: 1 })
        .sort({ _id: 1 })
        .lean<{ _id: string; result_run: number }[]>()
        .cursor({ batchSize: 1_000 })
      for await (const { _id: id, result_run } of found) yield { id, result_run }
    },

    async readable(ids, owner) {
      const readable = new Map<string, number>()
      for (let at = 0; at < ids.length; at += 1_000) {
        const some = { _id: trusted({ $in: exactAll(ids.slice(at, at + 1_000)) }) }
        const condition = allOf<JobDocument>([
          { ...some, listed: true, result_run: trusted({ $ne: null }) },
          ...ownedBy(owner),
        ])
        const found = await jobs
          .find(condition, { result_run: 1 }, { maxTimeMS })
          .lean<{ _id: string; result_run: number }[]>()
        for (const { _id, result_run } of found) readable.set(_id, result_run)
      }
      return readable
    },

    // Which they are is read before any is given out: who reads them moves them on to a later time, where a cursor over
    // that index would meet them again, without an end.
    async *waking() {
      const ids: string[] = []
      const found = jobs
        .find({ wake_at: trusted({ $gt: new Date(0) }) }, { _id: 1 }, { maxTimeMS })
        .sort({ wake_at: 1 })
        .lean<{ _id: string }[]>()
        .cursor({ batchSize: 5_000 })
      for await (const { _id } of found) ids.push(_id)
      while (ids.length > 0) {
        const documents = await find({ _id: trusted({ $in: exactAll(ids.splice(0, 200)) }) }).lean()
        yield* documents.map(toJob)
      }
    },

    async hold({ id: batchId, creation }, hold, version, wakeAt) {
      const ofBatch = { batch_id: exact(batchId), creation: exact(creation) }
      const unseen = { ...ofBatch, hold_version: trusted({ $lt: plain(version) }) }
      // Lists show a job once its batch is there. A deleted one stays hidden.
      const unlisted = { listed: false, deleted_at: null }
      const held = {
        hold,
        hold_version: version,
        ...(hold === null ? { wake_at: wakeAt, released_at: wakeAt } : {}),
      }
      // All jobs of a new batch, each written once; of others those that follow.
      await jobs.updateMany({ ...unseen, ...unlisted }, { $set: { ...held, listed: true } })
      await jobs.updateMany(unseen, { $set: held })
      await jobs.updateMany({ ...ofBatch, ...unlisted }, { $set: { listed: true } })
    },

    async setAccess(id, access_control, now) {
      const document = await jobs
        .findOneAndUpdate(
          { _id: exact(id), deleted_at: null },
          { $set: { access_control, updated_at: now }, $inc: { revision: 1 } },
          { returnDocument: 'after', maxTimeMS },
        )
        .lean()
      return document ? toJob(document) : null
    },

    async setAccessOfBatch(batchId, access_control, now) {
      await jobs.updateMany(
        { batch_id: exact(batchId), deleted_at: null },
        { $set: { access_control, updated_at: now }, $inc: { revision: 1 } },
      )
    },

    async setWebhook(id, webhook, now) {
      const document = await jobs
        .findOneAndUpdate(
          { _id: exact(id), deleted_at: null },
          { $set: { webhook, own_webhook: true, updated_at: now }, $inc: { revision: 1 } },
          { returnDocument: 'after', maxTimeMS },
        )
        .lean()
      return document ? toJob(document) : null
    },

    async setWebhookOfBatch({ id, webhook: before }, webhook, now) {
      const following = {
        batch_id: exact(id),
        deleted_at: null,
        // Those of an earlier version do not say whose theirs is; of a batch they are equal to the last value.
        $or: [{ own_webhook: false }, { own_webhook: trusted({ $exists: false }) }],
      }
      const documents = await jobs
        .find(following, { own_webhook: 1, webhook: 1 }, { maxTimeMS })
        .lean<Pick<JobDocument, '_id' | 'own_webhook' | 'webhook'>[]>()
      const ids = documents
        .filter((one) => one.own_webhook === false || isDeepStrictEqual(one.webhook, before))
        .map(({ _id }) => _id)
      await jobs.updateMany(
        { ...following, _id: trusted({ $in: exactAll(ids) }) },
        { $set: { webhook, own_webhook: false, updated_at: now }, $inc: { revision: 1 } },
      )
      return ids
    },

    // Generators of their own, so that what is wrong with an id is thrown where the list is read.
    async *unfinished(batchId) {
      const condition = {
        batch_id: exact(batchId),
        deleted_at: null,
        status: trusted({ $in: unfinishedStatuses }),
      }
      yield* each(condition, { batch_place: 1 })
    },

    async *ofBatch(batchId) {
      yield* each({ batch_id: exact(batchId) }, { batch_place: 1 })
    },

    async abandoned(before) {
      const ids = await jobs.distinct('batch_id', {
        listed: false,
        created_at: trusted({ $lt: plain(before) }),
        hold: 'creating',
      })
      return ids.filter((id): id is string => typeof id === 'string')
    },

    async labels(ids) {
      const documents = await jobs
        .find({ _id: trusted({ $in: exactAll(ids) }) }, { external_id: 1, metadata: 1 }, { maxTimeMS })
        .lean<Pick<JobDocument, '_id' | 'external_id' | 'metadata'>[]>()
      return new Map(
        documents.map(({ _id, external_id = null, metadata = {} }) => [_id, { external_id, metadata }]),
      )
    },

    async receivers(ids) {
      const fields = { webhook: 1, user_id: 1, access_control: 1, deleted_at: 1 }
      const documents = await jobs
        .find({ _id: trusted({ $in: exactAll(ids) }) }, fields, { maxTimeMS })
        .lean<({ _id: string } & JobReceiver)[]>()
      return new Map(documents.map(({ _id, ...receiver }) => [_id, receiver]))
    },

    async counts(batchIds) {
      const rows = await jobs.aggregate<{ _id: { batch_id: string; status: JobStatus }; n: number }>(
        [
          { $match: { batch_id: { $in: exactAll(batchIds) }, listed: true } },
          { $group: { _id: { batch_id: '$batch_id', status: '$status' }, n: { $sum: 1 } } },
        ],
        { maxTimeMS },
      )
      const counts = new Map<string, BatchCounts>(batchIds.map((id) => [id, noJobs]))
      for (const { _id, n } of rows)
        counts.set(_id.batch_id, { ...(counts.get(_id.batch_id) ?? noJobs), [_id.status]: n })
      return counts
    },

    async isAnyProcessing(batchId) {
      const atWork = { batch_id: exact(batchId), listed: true, status: 'processing' as const }
      return (await jobs.findOne(atWork, { _id: 1 }, { maxTimeMS }).lean()) !== null
    },

    async unreleased(batches) {
      const condition = {
        batch_id: { $in: exactAll(batches.map(({ id }) => id)) },
        listed: false,
        deleted_at: null,
        // Not those of another request for the same id, which will be removed.
        creation: { $in: exactAll(batches.map(({ creation }) => creation)) },
      }
      const rows = await jobs.aggregate<{ _id: string; n: number }>(
        [{ $match: condition }, { $group: { _id: '$batch_id', n: { $sum: 1 } } }],
        { maxTimeMS },
      )
      return new Map(rows.map(({ _id, n }) => [_id, n]))
    },

    artifacts: () => jobArtifacts(jobs),

    async isUploadInUse(uploadId) {
      const reading = {
        'parameters.source.upload_id': exact(uploadId),
        status: trusted({ $in: unfinishedStatuses }),
        deleted_at: null,
      }
      return (await jobs.findOne(reading, { _id: 1 }, { maxTimeMS }).lean()) !== null
    },

    // By when they were made, which is no later than their end and has an index.
    expired: (before) =>
      each(
        {
          listed: true,
          status: trusted({ $in: terminalStatuses }),
          created_at: trusted({ $lt: plain(before) }),
          completed_at: trusted({ $lt: plain(before) }),
          results_expired_at: null,
        },
        { created_at: 1 },
      ),

    async resultStates(ids) {
      const documents = await jobs
        .find({ _id: trusted({ $in: exactAll(ids) }) }, { status: 1, run: 1, result_run: 1 }, { maxTimeMS })
        .lean<Pick<JobDocument, '_id' | 'status' | 'run' | 'result_run'>[]>()
      return new Map(documents.map(({ _id, ...state }) => [_id, state]))
    },

    async remove(id) {
      await jobs.deleteOne({ _id: exact(id) })
    },
  })
}
