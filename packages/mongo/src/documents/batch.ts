import type { Batch } from '@async-events/core'
import { asIs, defineSchema, type Stored } from './define-schema.ts'

/** `metadata`, `trace` and `source` are younger than some documents. */
export type BatchDocument = Omit<Stored<Batch>, 'metadata' | 'trace' | 'source'> &
  Partial<Pick<Batch, 'metadata' | 'trace' | 'source'>>

export const batchSchema = defineSchema<BatchDocument>(
  'batches',
  {
    _id: String,
    schema_version: Number,
    batch_name: String,
    creation: String,
    status: String,
    generation: Number,
    isActive: Boolean,
    pause_version: Number,
    archived: Boolean,
    revision: Number,
    user_id: String,
    access_control: asIs,
    webhook: asIs,
    metadata: asIs,
    trace: asIs,
    use_cache: Boolean,
    source: asIs,
    created_at: Date,
    updated_at: Date,
    completed_at: Date,
    deleted_at: Date,
  },
  [
    { keys: { status: 1, created_at: -1, _id: -1 } },
    { keys: { created_at: -1, _id: -1 } },
    { keys: { deleted_at: 1, archived: 1, created_at: -1, _id: -1 } },
    { keys: { user_id: 1, created_at: -1, _id: -1 } },
    { keys: { updated_at: 1 } },
    { keys: { 'source.refresh_at': 1 }, sparse: true },
  ],
)

export const fromBatch = ({ id, ...fields }: Batch): BatchDocument => ({ _id: id, ...fields })
export const toBatch = ({
  _id: id,
  metadata = {},
  trace = null,
  source = null,
  ...fields
}: BatchDocument): Batch => ({
  id,
  metadata,
  trace,
  source,
  ...fields,
})
