/** Jobs of a batch by state. */
export interface Counters {
  total_jobs: number
  pending_jobs: number
  processing_jobs: number
  completed_jobs: number
  failed_jobs: number
  cancelled_jobs: number
}

/** `12 of 40 completed, 2 failed, 5 running`. */
export function countsOf(batch: Counters): string {
  const others: [number, string][] = [
    [batch.failed_jobs, 'failed'],
    [batch.cancelled_jobs, 'cancelled'],
    [batch.processing_jobs, 'running'],
    [batch.pending_jobs, 'waiting'],
  ]
  const named = others.flatMap(([count, name]) => (count > 0 ? [`${count} ${name}`] : []))
  return [`${batch.completed_jobs} of ${batch.total_jobs} completed`, ...named].join(', ')
}
