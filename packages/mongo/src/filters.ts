import type { BatchFilter, CreatedBetween, JobFilter, JobStatus, OwnerFilter, Page } from '@async-events/core'
import { type QueryFilter, trusted } from 'mongoose'
import type { BatchDocument } from './documents/batch.ts'
import type { JobDocument } from './documents/job.ts'
import { exact, exactAll, moment, plain } from './exact.ts'

/** Conditions on fields that jobs and batches share. */
type Owned = Pick<JobDocument & BatchDocument, '_id' | 'user_id' | 'access_control' | 'status' | 'created_at'>

export function ownedBy(owner: OwnerFilter): QueryFilter<Owned>[] {
  switch (owner.kind) {
    case 'all':
      return []
    case 'ownerless':
      return [{ user_id: null }]
    case 'reader':
      return [
        {
          $or: [
            { user_id: exact(owner.user_id) },
            { 'access_control.visibility': 'public' },
            { 'access_control.read_access': exact(owner.user_id) },
          ],
        },
      ]
  }
  // A filter made from nothing would match everything.
  throw new TypeError('a list needs an owner filter')
}

export function jobCondition(filter: JobFilter): QueryFilter<JobDocument> {
  const { owner, track, event, q, in_batch, status, created_after, created_before, ...equal } = filter
  return allOf<JobDocument>([
    { listed: true, ...stated(equal), ...stated({ 'parameters.track': track, 'parameters.event': event }) },
    ...(q === undefined ? [] : [{ job_name: containing(q) }]),
    ...(in_batch === undefined ? [] : [{ batch_id: in_batch ? trusted({ $ne: null }) : null }]),
    ...sharedConditions(filter),
    ...ownedBy(owner),
  ])
}

export function batchCondition(filter: BatchFilter): QueryFilter<BatchDocument> {
  const { owner, q, status, created_after, created_before, ...equal } = filter
  return allOf<BatchDocument>([
    { deleted_at: null, ...stated(equal) },
    ...(q === undefined ? [] : [{ batch_name: containing(q) }]),
    ...sharedConditions(filter),
    ...ownedBy(owner),
  ])
}

/** Conditions that jobs and batches have in common. */
function sharedConditions({
  status,
  created_after,
  created_before,
}: CreatedBetween & { status?: readonly JobStatus[] }): QueryFilter<Owned>[] {
  const created = {
    ...(created_after === undefined ? {} : { $gte: moment(created_after) }),
    ...(created_before === undefined ? {} : { $lt: moment(created_before) }),
  }
  return [
    ...(status === undefined ? [] : [{ status: trusted({ $in: exactAll(status) }) }]),
    ...(Object.keys(created).length === 0 ? [] : [{ created_at: trusted(created) }]),
  ]
}

/** The order of a list; equal times are told apart by the id. */
export function orderOf({ oldestFirst = false }: Page): { created_at: 1 | -1; _id: 1 | -1 } {
  const way = oldestFirst ? 1 : -1
  return { created_at: way, _id: way }
}

/** From the item after the last one of the page before. */
export function pageCondition({
  after,
  oldestFirst = false,
}: Page): QueryFilter<Pick<Owned, '_id' | 'created_at'>>[] {
  if (!after) return []
  const beyond = <T>(last: T) => (oldestFirst ? { $gt: last } : { $lt: last })
  return [
    {
      $or: [
        { created_at: trusted(beyond(plain(after.created_at))) },
        { created_at: plain(after.created_at), _id: trusted(beyond(exact(after.id))) },
      ],
    },
  ]
}

export function allOf<T>(conditions: QueryFilter<T>[]): QueryFilter<T> {
  const given = conditions.filter((condition) => Object.keys(condition).length > 0)
  return given.length === 1 ? (given[0] ?? {}) : { $and: given }
}

type Stated = Record<string, string | boolean | undefined>

/** The given fields, compared for equality. */
const stated = (fields: Stated): Record<string, string | boolean> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, typeof value === 'boolean' ? value : exact(value)]],
    ),
  )

const containing = (text: string) => trusted({ $regex: escapeRegex(exact(text)), $options: 'i' })

const escapeRegex = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
