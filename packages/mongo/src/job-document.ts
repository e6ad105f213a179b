import { isDeepStrictEqual } from 'node:util'
import type { Job, Step } from '@async-events/core'
import type { Stored } from './models.ts'

/**
 * Job and document differ in this: `_id`; sparse fields are absent instead of null; `listed` is stored for the indexes.
 */
const sparse = ['wake_at', 'external_id'] as const

export const isListed = (job: Pick<Job, 'hold' | 'deleted_at'>): boolean =>
  job.hold !== 'creating' && job.deleted_at === null

export function toDocument(job: Job): Stored {
  const { id, ...fields } = job
  const document: Stored = { _id: id, ...fields, listed: isListed(job) }
  for (const field of sparse) if (document[field] === null) delete document[field]
  return document
}

export function toJob(document: Stored): Job {
  const { _id, listed: _, ...fields } = document
  // `results_expired_at` is younger than some documents.
  return { id: _id, wake_at: null, external_id: null, results_expired_at: null, ...fields } as unknown as Job
}

export interface JobUpdate {
  $set?: Record<string, unknown>
  $unset?: Record<string, 1>
  $push?: Record<string, unknown>
  $inc: Record<string, number>
}

/** Written by others without a transition (`JobStore.hold`), or below by another operator. */
const notDiffed = new Set(['id', 'steps', 'outbox', 'hold', 'hold_version', 'rev', 'revision'])

/** The update that makes `before` into `after` and touches nothing else: a sibling's heartbeat stays as it is. */
export function updateBetween(before: Job, after: Job): JobUpdate {
  const set: Record<string, unknown> = {}
  const unset: Record<string, 1> = {}
  for (const [key, value] of Object.entries(after)) {
    if (notDiffed.has(key) || isDeepStrictEqual(before[key as keyof Job], value)) continue
    if (value === null && (sparse as readonly string[]).includes(key)) unset[key] = 1
    else set[key] = value
  }
  if (isListed(before) !== isListed(after)) set.listed = isListed(after)
  if (before.run.number !== after.run.number) set.steps = after.steps
  else Object.assign(set, stepChanges(before.steps, after.steps))

  const pushed = after.outbox.filter((entry) => entry.seq > before.seq)
  return {
    ...(Object.keys(set).length > 0 ? { $set: set } : {}),
    ...(Object.keys(unset).length > 0 ? { $unset: unset } : {}),
    ...(pushed.length > 0 ? { $push: { outbox: { $each: pushed } } } : {}),
    $inc: { rev: after.rev - before.rev, revision: after.revision - before.revision },
  }
}

function stepChanges(before: Record<string, Step>, after: Record<string, Step>): Record<string, unknown> {
  const set: Record<string, unknown> = {}
  for (const [id, step] of Object.entries(after)) {
    const old = before[id]
    if (!old) {
      set[`steps.${id}`] = step
      continue
    }
    for (const [field, value] of Object.entries(step)) {
      if (!isDeepStrictEqual(old[field as keyof Step], value)) set[`steps.${id}.${field}`] = value
    }
  }
  return set
}
