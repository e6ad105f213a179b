import type { BatchFilter, JobFilter, OwnerFilter, Page } from '@async-events/core'
import { exact, plain } from './exact.ts'

export type Condition = Record<string, unknown>

export function ownedBy(owner: OwnerFilter): Condition[] {
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
  throw new TypeError('a list needs to know for whom it is')
}

export function jobCondition(filter: JobFilter): Condition {
  const { owner, track, event, q, ...equal } = filter
  return allOf([
    { listed: true, ...stated(equal), ...stated({ 'parameters.track': track, 'parameters.event': event }) },
    ...(q === undefined ? [] : [{ job_name: { $regex: escapeRegex(exact(q)), $options: 'i' } }]),
    ...ownedBy(owner),
  ])
}

export function batchCondition(filter: BatchFilter): Condition {
  const { owner, ...equal } = filter
  return allOf([{ deleted_at: null, ...stated(equal) }, ...ownedBy(owner)])
}

/** Newest first, from the item after the last one of the page before. */
export function pageCondition({ after }: Page): Condition[] {
  if (!after) return []
  return [
    {
      $or: [
        { created_at: { $lt: plain(after.created_at) } },
        { created_at: plain(after.created_at), _id: { $lt: exact(after.id) } },
      ],
    },
  ]
}

export function allOf(conditions: Condition[]): Condition {
  const given = conditions.filter((condition) => Object.keys(condition).length > 0)
  return given.length === 1 ? (given[0] ?? {}) : { $and: given }
}

type Stated = Record<string, string | boolean | undefined>

/** Fields that are compared with, of those that were given: a text, or a truth value. */
const stated = (fields: Stated): Condition =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, typeof value === 'boolean' ? value : exact(value)]],
    ),
  )

const escapeRegex = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
