import type { ApiKey, KeyScope } from '../domain/access/api-key.ts'
import type { Page } from './page.ts'

export interface ApiKeyFilter {
  user_id?: string
  /** That it has. */
  scope?: KeyScope
  revoked?: boolean
}

export interface ApiKeyStore {
  insert(key: ApiKey): Promise<void>
  get(id: string): Promise<ApiKey | null>
  list(filter: ApiKeyFilter, page: Page): Promise<ApiKey[]>
  /** False when there is no such key, or it was revoked before. */
  revoke(id: string, now: Date): Promise<boolean>
  /** Sets `used_at`, unless it is later. */
  touch(id: string, now: Date): Promise<void>
}
