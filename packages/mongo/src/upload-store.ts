import type { UploadStore } from '@async-events/core'
import { trusted } from 'mongoose'
import { artifactsIn } from './artifact-keys.ts'
import { fromUpload, toUpload } from './documents/upload.ts'
import { exact } from './exact.ts'
import { insertIfMissing } from './insert-if-missing.ts'
import type { Models } from './models.ts'
import { withUnavailable } from './unavailable.ts'

export function createUploadStore({ uploads }: Models): UploadStore {
  return withUnavailable<UploadStore>({
    insert: (upload) => insertIfMissing(uploads, fromUpload(upload)),
    async get(id) {
      const document = await uploads.findOne({ _id: exact(id) }, null, { maxTimeMS: 10_000 }).lean()
      return document ? toUpload(document) : null
    },
    artifacts: () => artifactsIn(uploads, { key: 1, media_type: 1 }),
    async removeExpired(before) {
      return (await uploads.deleteMany({ expires_at: trusted({ $lt: before }) })).deletedCount
    },
  })
}
