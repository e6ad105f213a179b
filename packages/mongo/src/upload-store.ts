import type { UploadFilter, UploadStore } from '@async-events/core'
import { type QueryFilter, trusted } from 'mongoose'
import { artifactsIn } from './artifact-keys.ts'
import { fromUpload, toUpload, type UploadDocument } from './documents/upload.ts'
import { exact, moment } from './exact.ts'
import { allOf, orderOf, pageCondition } from './filters.ts'
import { insertIfMissing } from './insert-if-missing.ts'
import type { Models } from './models.ts'
import { withUnavailable } from './unavailable.ts'

const maxTimeMS = 10_000

/** Who has no owner is for everybody, as an object without one is. */
function uploadCondition({ owner, now }: UploadFilter): QueryFilter<UploadDocument> {
  const usable = { expires_at: trusted({ $gt: moment(now) }) }
  switch (owner.kind) {
    case 'all':
      return usable
    case 'ownerless':
      return { ...usable, user_id: null }
    case 'reader':
      return { ...usable, $or: [{ user_id: exact(owner.user_id) }, { user_id: null }] }
  }
  // A filter made from nothing would match everything.
  throw new TypeError('a list needs an owner filter')
}

export function createUploadStore({ uploads }: Models): UploadStore {
  return withUnavailable<UploadStore>({
    insert: (upload) => insertIfMissing(uploads, fromUpload(upload)),
    async get(id) {
      const document = await uploads.findOne({ _id: exact(id) }, null, { maxTimeMS }).lean()
      return document ? toUpload(document) : null
    },
    async list(filter, page) {
      const documents = await uploads
        .find(allOf<UploadDocument>([uploadCondition(filter), ...pageCondition(page)]), null, { maxTimeMS })
        .sort(orderOf(page))
        .skip(page.skip)
        .limit(page.limit)
        .lean()
      return documents.map(toUpload)
    },
    async count(filter) {
      return uploads.countDocuments(uploadCondition(filter), { maxTimeMS })
    },
    async remove(id) {
      return (await uploads.deleteOne({ _id: exact(id) })).deletedCount === 1
    },
    artifacts: () => artifactsIn(uploads, { key: 1, media_type: 1 }),
    async removeExpired(before) {
      return (await uploads.deleteMany({ expires_at: trusted({ $lt: before }) })).deletedCount
    },
  })
}
