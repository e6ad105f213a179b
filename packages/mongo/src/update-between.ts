import { isDeepStrictEqual } from 'node:util'
import type { Job, Step } from '@async-events/core'
import type { UpdateQuery } from 'mongoose'
import { isListed, type JobDocument, sparseFields } from './documents/job.ts'

/** Written by others without a transition (`JobStore.hold`), or below by another operator. */
const notDiffed = new Set(['id', 'steps', 'outbox', 'hold', 'hold_version', 'rev', 'revision'])

/** The update that makes `before` into `after` and touches nothing else: a sibling's heartbeat stays as it is. */
export function updateBetween(before: Job, after: Job): UpdateQuery<JobDocument> {
  const set: Record<string, unknown> = {}
  const unset: Record<string, 1> = {}
  const old = new Map<string, unknown>(Object.entries(before))
  for (const [key, value] of Object.entries(after)) {
    if (notDiffed.has(key) || isDeepStrictEqual(old.get(key), value)) continue
    if (value === null && sparseFields.some((field) => field === key)) unset[key] = 1
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
    const fields = new Map<string, unknown>(Object.entries(old))
    for (const [field, value] of Object.entries(step)) {
      if (!isDeepStrictEqual(fields.get(field), value)) set[`steps.${id}.${field}`] = value
    }
  }
  return set
}
