import type { ApiKey } from '@async-events/core'
import { asIs, defineSchema, type Stored } from './define-schema.ts'

/** `used_at` is younger than some documents. */
export type ApiKeyDocument = Omit<Stored<ApiKey>, 'used_at'> & { used_at?: Date | null }

export const apiKeySchema = defineSchema<ApiKeyDocument>(
  'api_keys',
  {
    _id: String,
    hash: String,
    name: String,
    user_id: String,
    scopes: asIs,
    created_at: Date,
    used_at: Date,
    revoked_at: Date,
  },
  [{ keys: { created_at: -1 } }, { keys: { user_id: 1, created_at: -1, _id: -1 } }],
)

export const fromApiKey = ({ id, ...fields }: ApiKey): ApiKeyDocument => ({ _id: id, ...fields })
export const toApiKey = ({ _id: id, used_at, ...fields }: ApiKeyDocument): ApiKey => ({
  id,
  used_at: used_at ?? null,
  ...fields,
})
