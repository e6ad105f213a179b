import { isTerminal, type Job, type Observer, queueNames, requestedAt } from '@async-events/core'
import { Counter, Histogram, type Registry } from 'prom-client'
import { jobSeconds } from './buckets.ts'
import { knownCode } from './known-code.ts'

const ends = ['completed', 'failed', 'cancelled'] as const

/** What this process wrote of jobs and batches: each end is counted by the one process that wrote it. */
export function createJobMetrics(registry: Registry): Observer {
  const registers = [registry]
  const jobs = new Histogram({
    name: 'async_events_job_duration_seconds',
    help: 'Time from the request for a run of a job (its creation, or a restart) to its end',
    labelNames: ['job_type', 'status'],
    buckets: jobSeconds,
    registers,
  })
  const batches = new Histogram({
    name: 'async_events_batch_duration_seconds',
    help: 'Time from the creation of a batch to its end, after a restart to its next end',
    labelNames: ['status'],
    buckets: jobSeconds,
    registers,
  })
  const failures = new Counter({
    name: 'async_events_job_failures_total',
    help: 'Runs of jobs that failed, by error code',
    labelNames: ['code'],
    registers,
  })
  const leases = new Counter({
    name: 'async_events_leases_expired_total',
    help: 'Leases of steps that ran out: their worker died, froze or lost the database',
    labelNames: ['queue'],
    registers,
  })
  for (const status of ends) {
    jobs.zero({ job_type: 'session', status })
    batches.zero({ status })
  }
  for (const queue of queueNames) leases.inc({ queue }, 0)

  return {
    transition(before, after, type) {
      if (type === 'expire') for (const queue of expiredQueues(before, after)) leases.inc({ queue })
      if (isTerminal(before) || !isTerminal(after)) return
      const { job_type, status, completed_at, error } = after
      const end = (completed_at ?? after.updated_at).getTime()
      jobs.observe({ job_type, status }, Math.max(0, end - requestedAt(after).getTime()) / 1000)
      if (status === 'failed') failures.inc({ code: knownCode(error?.code ?? 'other') })
    },
    batchEnded({ created_at }, status, at) {
      batches.observe({ status }, Math.max(0, at.getTime() - created_at.getTime()) / 1000)
    },
  }
}

const expiredQueues = (before: Job, after: Job) =>
  Object.entries(before.steps).flatMap(([id, { lease_until, queue }]) =>
    lease_until !== null && after.steps[id]?.lease_until === null ? [queue] : [],
  )
