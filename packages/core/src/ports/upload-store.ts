import type { OwnerFilter } from '../domain/access/access.ts'
import type { Upload } from '../domain/job/upload.ts'
import type { Page } from './page.ts'

export interface UploadFilter {
  owner: OwnerFilter
  /** Those that jobs may still name then. */
  now: Date
}

export interface UploadStore {
  /** False when there is one with this id. */
  insert(upload: Upload): Promise<boolean>
  get(id: string): Promise<Upload | null>
  list(filter: UploadFilter, page: Page): Promise<Upload[]>
  count(filter: UploadFilter): Promise<number>
  /** The record alone: bytes that nothing refers to are swept. False when there is none. */
  remove(id: string): Promise<boolean>
  /** Artifacts of all uploads that have not been removed. */
  artifacts(): AsyncIterable<{ key: string; media_type: string | null }>
  /** Those that expired before then. Returns how many there were. */
  removeExpired(before: Date): Promise<number>
}
