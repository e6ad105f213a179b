import type { BatchFilter, JobFilter, OwnerFilter, Page } from '@async-events/core'

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
            { user_id: owner.user_id },
            { 'access_control.visibility': 'public' },
            { 'access_control.read_access': owner.user_id },
          ],
        },
      ]
  }
}

export function jobCondition(filter: JobFilter): Condition {
  const { owner, track, event, q, ...equal } = filter
  return allOf([
    { listed: true, ...stated(equal), ...stated({ 'parameters.track': track, 'parameters.event': event }) },
    ...(q === undefined ? [] : [{ job_name: { $regex: escapeRegex(q), $options: 'i' } }]),
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
        { created_at: { $lt: after.created_at } },
        { created_at: after.created_at, _id: { $lt: after.id } },
      ],
    },
  ]
}

export function allOf(conditions: Condition[]): Condition {
  const given = conditions.filter((condition) => Object.keys(condition).length > 0)
  return given.length === 1 ? (given[0] ?? {}) : { $and: given }
}

const stated = (fields: Condition): Condition =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

const escapeRegex = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
