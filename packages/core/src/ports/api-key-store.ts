import type { ApiKey } from '../domain/access/api-key.ts'

export interface ApiKeyStore {
  insert(key: ApiKey): Promise<void>
  get(id: string): Promise<ApiKey | null>
  /** Newest first. */
  list(): Promise<ApiKey[]>
  /** False when there is no such key, or it was revoked before. */
  revoke(id: string, now: Date): Promise<boolean>
}
