import type { Job } from './job.ts'
import { isTerminal } from './job.ts'

/** A published but unclaimed step is republished after this time, with the same id. Milliseconds. */
export const resendMs = 30_000

/** So long a job that was just stored is left to who stores it, to publish its steps. Milliseconds. */
const publishMs = 10_000

/** The first `wake_at` of a job whose events are told, and whose ready steps are published at once. */
export const firstWake = (job: Job, now: Date): Date | null =>
  nextWake(job, now, { published: false }) && new Date(now.getTime() + publishMs)

/**
 * The earliest time at which the job needs attention: an outbox to relay, a ready step to publish or republish, a lease
 * that may have expired, a deleted job to remove. Null for never. Too early costs one query; too late would lose work.
 */
export function nextWake(job: Job, now: Date, state: { published: boolean }): Date | null {
  if (job.outbox.length > 0) return now
  const leases = Object.values(job.steps).flatMap((step) =>
    step.lease_until ? [step.lease_until.getTime()] : [],
  )
  if (job.deleted_at) return new Date(Math.max(now.getTime(), ...leases))
  if (isTerminal(job)) return null
  const waits = job.hold
    ? []
    : Object.values(job.steps).flatMap((step) => {
        if (step.status !== 'ready' && step.status !== 'retrying') return []
        const due = Math.max(step.due_at?.getTime() ?? 0, now.getTime())
        return [state.published ? due + resendMs : due]
      })
  const all = [...leases, ...waits]
  return all.length > 0 ? new Date(Math.min(...all)) : null
}
