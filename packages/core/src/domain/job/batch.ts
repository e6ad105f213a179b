import type { Metadata } from '../metadata.ts'
import type { Trace } from '../trace.ts'
import type { BatchSource } from './batch-source.ts'
import type { AccessControl, JobStatus, StoredWebhook } from './job.ts'

export interface Batch {
  id: string
  schema_version: number
  batch_name: string
  /** The attempt that created it; its jobs carry the same. */
  creation: string
  /** Stored for the filter only; answers show the derived one. */
  status: JobStatus
  /** How often the batch has ended; one `batch.completed` event each. */
  generation: number
  isActive: boolean
  /** Order of the pauses and resumptions: a job takes the highest it has seen. */
  pause_version: number
  archived: boolean
  revision: number
  user_id: string | null
  access_control: AccessControl
  /** Of the batch, and of its jobs that have none of their own. */
  metadata: Metadata
  /** Of the request that created it. */
  trace: Trace | null
  webhook: StoredWebhook | null
  use_cache: boolean | null
  /** Of a batch that was made of a schedule. */
  source: BatchSource | null
  created_at: Date
  updated_at: Date
  completed_at: Date | null
  deleted_at: Date | null
}

/** Jobs of a batch by status, counted at the moment of asking. */
export type BatchCounts = Readonly<Record<JobStatus, number>>

export const noJobs: BatchCounts = { pending: 0, processing: 0, completed: 0, failed: 0, cancelled: 0 }

export function totalOf(counts: BatchCounts): number {
  return counts.pending + counts.processing + counts.completed + counts.failed + counts.cancelled
}

export function finishedOf(counts: BatchCounts): number {
  return counts.completed + counts.failed + counts.cancelled
}

/** Derived, never stored as truth. A batch without jobs (all deleted) has ended. */
export function batchStatusOf(counts: BatchCounts): JobStatus {
  const total = totalOf(counts)
  if (total > 0 && counts.pending === total) return 'pending'
  if (finishedOf(counts) < total) return 'processing'
  if (counts.completed > 0) return 'completed'
  return counts.failed > 0 ? 'failed' : total === 0 ? 'completed' : 'cancelled'
}

/** Revision that clients see: of the batch, and of its newest event. */
export const batchRevision = ({ revision }: Pick<Batch, 'revision'>, position: number): number =>
  revision + position
