import type { Upload, UploadStore } from '@async-events/core'
import { artifactsIn } from './artifact-keys.ts'
import { exact } from './exact.ts'
import type { Models, Stored } from './models.ts'
import { isDuplicateKey, withUnavailable } from './unavailable.ts'

export function createUploadStore({ uploads }: Models): UploadStore {
  const { collection } = uploads
  return withUnavailable<UploadStore>({
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
      return { id: _id, ...fields } as unknown as Upload
    },
    artifacts: () => artifactsIn(collection, { key: 1, media_type: 1 }),
    async removeExpired(before) {
      return (await collection.deleteMany({ expires_at: { $lt: before } })).deletedCount
    },
  })
}
