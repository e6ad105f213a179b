import type { IdempotencyRecord } from '@async-events/core'
import { asIs, defineSchema, type Stored } from './define-schema.ts'

export type IdempotencyDocument = Stored<IdempotencyRecord>

export const idempotencySchema = defineSchema<IdempotencyDocument>(
  'idempotency',
  { _id: String, fingerprint: String, reserved: asIs, answer: asIs, lease_until: Date, created_at: Date },
  [{ keys: { created_at: 1 } }],
)

export const fromRecord = ({ id, ...fields }: IdempotencyRecord): IdempotencyDocument => ({
  _id: id,
  ...fields,
})
export const toRecord = ({ _id: id, ...fields }: IdempotencyDocument): IdempotencyRecord => ({
  id,
  ...fields,
})
