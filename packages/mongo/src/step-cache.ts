import type { CacheEntry, StepCache } from '@async-events/core'
import { artifactsIn } from './artifact-keys.ts'
import { exact } from './exact.ts'
import type { Models, Stored } from './models.ts'
import { withUnavailable } from './unavailable.ts'

const maxTimeMS = 10_000

/** Outcomes of steps by key. Written without a condition: entries of one key are equal in all that matters. */
export function createStepCache({ step_cache }: Models): StepCache {
  const { collection } = step_cache
  return withUnavailable<StepCache>({
    async get(key) {
      const document = await collection.findOne<Stored>({ _id: exact(key) }, { maxTimeMS })
      if (!document) return null
      const { _id, ...fields } = document
      return { key: _id, ...fields } as unknown as CacheEntry
    },
    async put({ key, ...fields }) {
      await collection.replaceOne({ _id: exact(key) }, fields as never, { upsert: true })
    },
    async touch(key, when) {
      await collection.updateOne({ _id: exact(key) }, { $set: when })
    },
    async removeUnused(since) {
      const { deletedCount } = await collection.deleteMany({ used_at: { $lt: since } })
      return deletedCount
    },
    artifacts: () => artifactsIn(collection, { output: 1 }),
  })
}
