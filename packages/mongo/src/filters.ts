import type { BatchFilter, JobFilter, OwnerFilter, Page } from '@async-events/core'
import { type QueryFilter, trusted } from 'mongoose'
import type { BatchDocument } from './documents/batch.ts'
import type { JobDocument } from './documents/job.ts'
import { exact, plain } from './exact.ts'

/** Conditions on fields that jobs and batches share. */
type Owned = Pick<JobDocument & BatchDocument, '_id' | 'user_id' | 'access_control' | 'created_at'>

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
  const { owner, track, event, q, ...equal } = filter
  return allOf<JobDocument>([
    { listed: true, ...stated(equal), ...stated({ 'parameters.track': track, 'parameters.event': event }) },
    ...(q === undefined ? [] : [{ job_name: trusted({ $regex: escapeRegex(exact(q)), $options: 'i' }) }]),
    ...ownedBy(owner),
  ])
}

export function batchCondition(filter: BatchFilter): QueryFilter<BatchDocument> {
  const { owner, ...equal } = filter
  return allOf<BatchDocument>([{ deleted_at: null, ...stated(equal) }, ...ownedBy(owner)])
}

/** Newest first, from the item after the last one of the page before. */
export function pageCondition({ after }: Page): QueryFilter<Pick<Owned, '_id' | 'created_at'>>[] {
  if (!after) return []
  return [
    {
      $or: [
        { created_at: trusted({ $lt: plain(after.created_at) }) },
        { created_at: plain(after.created_at), _id: trusted({ $lt: exact(after.id) }) },
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

const escapeRegex = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
