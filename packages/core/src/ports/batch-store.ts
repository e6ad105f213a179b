import type { OwnerFilter } from '../domain/access/access.ts'
import type { Batch } from '../domain/job/batch.ts'
import type { AccessControl, JobStatus, StoredWebhook } from '../domain/job/job.ts'
import type { CreatedBetween, Page } from './page.ts'

export interface BatchFilter extends CreatedBetween {
  owner: OwnerFilter
  /** One of these. */
  status?: readonly JobStatus[]
  archived?: boolean
  isActive?: boolean
  user_id?: string
  /** Part of the name, any case. */
  q?: string
}

export interface BatchStore {
  /** False when the id is taken. */
  insert(batch: Batch): Promise<boolean>
  get(id: string): Promise<Batch | null>
  list(filter: BatchFilter, page: Page): Promise<Batch[]>
  count(filter: BatchFilter): Promise<number>
  /** Flips `isActive` when `value` is undefined. Raises `pause_version` in any case. */
  setActive(id: string, value: boolean | undefined, now: Date): Promise<Batch | null>
  setArchived(id: string, archived: boolean, now: Date): Promise<Batch | null>
  setAccess(id: string, access: AccessControl, now: Date): Promise<Batch | null>
  setWebhook(id: string, webhook: StoredWebhook | null, now: Date): Promise<Batch | null>
  setDeleted(id: string, now: Date): Promise<boolean>
  /** Conditional on the stored status and generation that the caller read. */
  settle(
    batch: Batch,
    next: { status: JobStatus; generation: number; completed_at: Date | null },
    now: Date,
  ): Promise<boolean>
  /** Batches whose stored status says that they are not at their end. */
  unsettled(limit: number): Promise<Batch[]>
  /** Batches changed since then, whose jobs may be out of date. */
  changedSince(since: Date): Promise<Batch[]>
  remove(id: string): Promise<void>
}
