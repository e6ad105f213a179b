import type { ApiKey } from '@async-events/core'
import { asIs, defineSchema, type Stored } from './define-schema.ts'

export type ApiKeyDocument = Stored<ApiKey>

export const apiKeySchema = defineSchema<ApiKeyDocument>(
  'api_keys',
  {
    _id: String,
    hash: String,
    name: String,
    user_id: String,
    scopes: asIs,
    created_at: Date,
    revoked_at: Date,
  },
  [{ keys: { created_at: -1 } }],
)

export const fromApiKey = ({ id, ...fields }: ApiKey): ApiKeyDocument => ({ _id: id, ...fields })
export const toApiKey = ({ _id: id, ...fields }: ApiKeyDocument): ApiKey => ({ id, ...fields })
