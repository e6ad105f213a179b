import type { Delivery, DeliveryAttempt, DeliveryState } from '../domain/webhook/delivery.ts'
import type { Page } from './page.ts'

export interface DeliveryFilter {
  state?: DeliveryState | undefined
}

/** A delivery whose time has come, as it was seen. */
export type DueDelivery = Pick<Delivery, 'id' | 'host'> & { next_at: Date }

export interface DeliveryStore {
  /** Inserts what is not there yet. */
  insert(deliveries: Delivery[]): Promise<void>
  get(id: string): Promise<Delivery | null>
  /** The longest overdue first, but none to these hosts. */
  due(now: Date, exceptHosts: readonly string[], limit: number): Promise<DueDelivery[]>
  /** Claims it until then if unchanged. Null when it was claimed meanwhile. */
  claim(due: DueDelivery, token: string, until: Date): Promise<Delivery | null>
  /** Writes the outcome of an attempt. False, and no write, if the token is stale. */
  finish(
    id: string,
    token: string,
    attempt: DeliveryAttempt | null,
    next: Pick<Delivery, 'state' | 'attempts' | 'next_at' | 'ended_at'>,
  ): Promise<boolean>
  /** Gives it back without a try having been made. */
  release(id: string, token: string, nextAt: Date): Promise<void>
  /** Makes it due with all its tries, unless it is being tried at this moment. Null when it is not there. */
  reopen(id: string, host: string, now: Date): Promise<Delivery | null>
  /** The same for those of them that have failed. Returns how many there were. */
  reopenFailed(ids: readonly string[], host: string, now: Date): Promise<number>
  /**
   * What waits for these jobs' receiver, and that of the batch itself if it is given, is due now at another one, with all
   * tries. What is being tried stays.
   */
  redirect(of: { job_ids: readonly string[]; batch_id?: string }, host: string, now: Date): Promise<void>
  /** Newest first. */
  ofJob(jobId: string, filter: DeliveryFilter, page: Page): Promise<Delivery[]>
  /** Of the batch and of its jobs, newest first. */
  ofBatch(batchId: string, filter: DeliveryFilter, page: Page): Promise<Delivery[]>
  /** Those that have ended and were made before then. Returns how many there were. */
  removeBefore(before: Date): Promise<number>
  removeOfJob(jobId: string): Promise<void>
  removeOfBatch(batchId: string): Promise<void>
}
