import type { Job } from '@async-events/client'

/** A session that is no longer as the schedule had it first. */
export type SessionMark = 'moved' | 'cancelled' | 'removed'

export function markOf({ schedule }: Pick<Job, 'schedule'>): SessionMark | null {
  if (schedule === null) return null
  if (schedule.state !== 'scheduled') return schedule.state
  return schedule.moved_from === null ? null : 'moved'
}
