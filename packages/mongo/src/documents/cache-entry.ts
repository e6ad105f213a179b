import type { CacheEntry } from '@async-events/core'
import { asIs, defineSchema } from './define-schema.ts'

/** `made_by` is absent of entries of earlier versions. */
export type CacheEntryDocument = Omit<CacheEntry, 'key' | 'made_by'> & {
  _id: string
  made_by?: CacheEntry['made_by']
}

export const cacheEntrySchema = defineSchema<CacheEntryDocument>(
  'step_cache',
  {
    _id: String,
    processor: String,
    made_by: asIs,
    output: asIs,
    empty: Boolean,
    warnings: asIs,
    sources: asIs,
    created_at: Date,
    checked_at: Date,
    used_at: Date,
  },
  [{ keys: { used_at: 1 } }, { keys: { processor: 1, created_at: -1 } }],
)

export const toCacheEntry = ({ _id: key, made_by = null, ...fields }: CacheEntryDocument): CacheEntry => ({
  key,
  made_by,
  ...fields,
})
