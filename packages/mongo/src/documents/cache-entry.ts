import type { CacheEntry } from '@async-events/core'
import { asIs, defineSchema } from './define-schema.ts'

export type CacheEntryDocument = Omit<CacheEntry, 'key'> & { _id: string }

export const cacheEntrySchema = defineSchema<CacheEntryDocument>(
  'step_cache',
  {
    _id: String,
    processor: String,
    output: asIs,
    empty: Boolean,
    warnings: asIs,
    sources: asIs,
    created_at: Date,
    checked_at: Date,
    used_at: Date,
  },
  [{ keys: { used_at: 1 } }],
)

export const toCacheEntry = ({ _id: key, ...fields }: CacheEntryDocument): CacheEntry => ({ key, ...fields })
