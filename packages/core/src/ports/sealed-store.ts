import type { Encrypted, StoredWebhook } from '../domain/job/job.ts'

/** The fields of a stored webhook that are encrypted. */
export const sealedFields = ['secret', 'headers', 'query'] as const satisfies readonly (keyof StoredWebhook)[]
export type SealedField = (typeof sealedFields)[number]

/** One encrypted field of a job or batch. */
export interface StoredSecret {
  of: 'job' | 'batch'
  id: string
  field: SealedField
  sealed: Encrypted
}

export interface SealedStore {
  /** All that another key than this one has sealed. */
  sealedByOthers(keyId: string): AsyncIterable<StoredSecret>
  /** Replaces what was read, and nothing that was written since. False when it has changed. */
  replace(secret: StoredSecret, sealed: Encrypted): Promise<boolean>
}
