import type { JobStatus, QueueName } from '../domain/job/job.ts'

/**
 * Where an unfinished step stands: `blocked` by steps before it · `ready` to be taken by a worker · `delayed` until its retry or
 * start is due · `paused` with its batch · `running`.
 */
export const stepPlaces = ['blocked', 'ready', 'delayed', 'paused', 'running'] as const
export type StepPlace = (typeof stepPlaces)[number]

/** `due`: a keeper should send it now · `sending` · `waiting` for its next attempt. */
export const openDeliveryStates = ['due', 'sending', 'waiting'] as const
export type OpenDeliveryState = (typeof openDeliveryStates)[number]

/** What the database holds that is not finished, at one time. Ages are in seconds; 0 when there is none. */
export interface CensusFigures {
  steps: Readonly<Record<QueueName, Readonly<Record<StepPlace, number>>>>
  /** How long the longest waiting of the `ready` steps has been ready. */
  oldest_ready_seconds: Readonly<Record<QueueName, number>>
  jobs: Readonly<Record<Extract<JobStatus, 'pending' | 'processing'>, number>>
  batches: Readonly<Record<Extract<JobStatus, 'pending' | 'processing'>, number>>
  deliveries: Readonly<Record<OpenDeliveryState, number>>
  oldest_due_delivery_seconds: number
  /** Jobs whose time to be looked at by a keeper has come, and how long ago that was for the oldest. */
  due_jobs: number
  oldest_due_job_seconds: number
  /** Events that have not been relayed. */
  outbox_entries: number
}

/** Counts what the database holds: some aggregations over what is not finished, by indexes. */
export interface Census {
  take(now: Date): Promise<CensusFigures>
}
