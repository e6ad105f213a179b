import type { ApiKey } from '@async-events/core'
import type { KeyView } from '../schemas/key.ts'

/** Without the hash of its secret. */
export const keyView = ({ id, name, user_id, scopes, created_at, used_at, revoked_at }: ApiKey): KeyView => ({
  key_id: id,
  name,
  user_id,
  scopes,
  created_at: created_at.toISOString(),
  used_at: used_at?.toISOString() ?? null,
  revoked_at: revoked_at?.toISOString() ?? null,
})
