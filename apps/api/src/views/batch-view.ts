import {
  type Batch,
  type BatchCounts,
  type BatchSource,
  batchRevision,
  batchStatusOf,
  finishedOf,
  totalOf,
  traceIdOf,
} from '@async-events/core'
import type { BatchView } from '../schemas/batch.ts'
import { webhookView } from './job-view.ts'

/** Status and counters are derived from the jobs as they are now. `position`: the batch's latest event, read before them. */
export function batchView(
  batch: Batch,
  counts: BatchCounts,
  position: number,
  signsWebhooks: boolean,
): BatchView {
  const total = totalOf(counts)
  const finished = finishedOf(counts)
  const status = batchStatusOf(counts)
  const ended = finished === total
  return {
    batch_id: batch.id,
    revision: batchRevision(batch, position),
    last_event_id: String(position),
    batch_name: batch.batch_name,
    status,
    created_at: batch.created_at.toISOString(),
    updated_at: batch.updated_at.toISOString(),
    completed_at: ended ? (batch.completed_at?.toISOString() ?? null) : null,
    total_jobs: total,
    pending_jobs: counts.pending,
    processing_jobs: counts.processing,
    completed_jobs: counts.completed,
    failed_jobs: counts.failed,
    cancelled_jobs: counts.cancelled,
    isActive: batch.isActive,
    archived: batch.archived,
    user_id: batch.user_id,
    access_control: batch.access_control,
    metadata: batch.metadata,
    trace_id: traceIdOf(batch.trace),
    webhook: batch.webhook ? webhookView(batch.webhook, signsWebhooks) : null,
    progress: { percent: total === 0 ? 100 : Math.floor((100 * finished) / total) },
    schedule: batch.source && scheduleView(batch.source),
  }
}

function scheduleView({
  schedule_url,
  imported_at,
  refresh,
  refresh_at,
}: BatchSource): BatchView['schedule'] {
  return {
    schedule_url,
    imported_at: imported_at.toISOString(),
    refresh: refresh && {
      every: refresh.interval_ms / 1000,
      until: refresh.until.toISOString(),
      next_at: refresh_at?.toISOString() ?? null,
      failures: refresh.failures,
      last_error: refresh.last_error,
    },
  }
}
