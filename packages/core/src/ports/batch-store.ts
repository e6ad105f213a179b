import type { OwnerFilter } from '../domain/access/access.ts'
import type { Batch } from '../domain/job/batch.ts'
import type { BatchSource } from '../domain/job/batch-source.ts'
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
  /** After an import. Sessions that were dropped meanwhile stay so. */
  setSource(id: string, source: Omit<BatchSource, 'dropped'>, now: Date): Promise<Batch | null>
  /** Nothing to a batch that was not imported. */
  dropSession(id: string, eventId: string, now: Date): Promise<void>
  /** Active batches whose schedule is to be read again, the longest overdue first. */
  refreshDue(now: Date, limit: number): Promise<Batch[]>
  /** Says when the schedule is read the next time; false when somebody else did. */
  claimRefresh(batch: Batch, next: Date | null): Promise<boolean>
  /** Told of a refresh that failed. */
  setRefreshError(id: string, error: { code: string; message: string }, now: Date): Promise<void>
  setDeleted(id: string, now: Date): Promise<boolean>
  /** Those of these batches that are archived. */
  archived(ids: readonly string[]): Promise<Set<string>>
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
