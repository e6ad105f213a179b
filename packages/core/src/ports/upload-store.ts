import type { Upload } from '../domain/job/upload.ts'

export interface UploadStore {
  /** False when there is one with this id. */
  insert(upload: Upload): Promise<boolean>
  get(id: string): Promise<Upload | null>
  /** Artifacts of all uploads that have not been removed. */
  artifacts(): AsyncIterable<{ key: string; media_type: string | null }>
  /** Those that expired before then. Returns how many there were. */
  removeExpired(before: Date): Promise<number>
}
