import type { StepCache } from '@async-events/core'
import { trusted } from 'mongoose'
import { artifactsIn } from './artifact-keys.ts'
import { toCacheEntry } from './documents/cache-entry.ts'
import { exact } from './exact.ts'
import type { Models } from './models.ts'
import { withUnavailable } from './unavailable.ts'

const maxTimeMS = 10_000

/** Step outcomes by key. Written without a condition: entries of one key are interchangeable. */
export function createStepCache({ step_cache }: Models): StepCache {
  return withUnavailable<StepCache>({
    async get(key) {
      const document = await step_cache.findOne({ _id: exact(key) }, null, { maxTimeMS }).lean()
      return document ? toCacheEntry(document) : null
    },
    async put({ key, ...fields }) {
      await step_cache.replaceOne({ _id: exact(key) }, fields, { upsert: true })
    },
    async touch(key, when) {
      await step_cache.updateOne({ _id: exact(key) }, { $set: when })
    },
    async newestMaker(processor) {
      const document = await step_cache
        .findOne(
          { processor: exact(processor), made_by: trusted({ $ne: null }) },
          { made_by: 1 },
          { maxTimeMS },
        )
        .sort({ created_at: -1 })
        .lean()
      return document?.made_by ?? null
    },
    async removeUnused(since) {
      const { deletedCount } = await step_cache.deleteMany({ used_at: trusted({ $lt: since }) })
      return deletedCount
    },
    artifacts: () => artifactsIn(step_cache, { output: 1 }),
  })
}
