import { AppError } from '../errors.ts'
import type { AccessControl } from '../job/job.ts'

/**
 * The caller. An operator sees all; anonymous sees and changes only objects without an owner, users may read those too.
 * `discreet`: objects of others are not found instead of forbidden.
 */
export type Principal =
  | { kind: 'operator' }
  | { kind: 'user'; id: string; discreet?: boolean }
  | { kind: 'anonymous' }

export type Right = 'read' | 'write' | 'admin'

/** What an id of a user may be: in headers, bodies, keys. */
export const userIdPattern = /^[A-Za-z0-9][A-Za-z0-9@._:+-]{0,199}$/

/** What access is decided on, of a job or a batch. */
export interface Owned {
  user_id: string | null
  access_control: AccessControl
}

/** The same rule as `mayAccess`, as a condition that a store can search by. */
export type OwnerFilter = { kind: 'all' } | { kind: 'ownerless' } | { kind: 'reader'; user_id: string }

/** Throws on anything that is no principal: a filter made from nothing would match every unowned object. */
export function ownerFilter(principal: Principal): OwnerFilter {
  switch (principal?.kind) {
    case 'operator':
      return { kind: 'all' }
    case 'anonymous':
      return { kind: 'ownerless' }
    case 'user':
      if (principal.id) return { kind: 'reader', user_id: principal.id }
  }
  throw new TypeError('ownerFilter needs a principal')
}

export function mayAccess(principal: Principal, owned: Owned, right: Right): boolean {
  const filter = ownerFilter(principal)
  if (filter.kind === 'all') return true
  const { access_control: access, user_id: owner } = owned
  if (filter.kind === 'ownerless') return owner === null
  if (right === 'read' && access.visibility === 'public') return true
  if (owner === filter.user_id) return true
  const list = { read: access.read_access, write: access.write_access, admin: access.admin_access }[right]
  return list.includes(filter.user_id)
}

/** The caller's own id; the body may name another user only if the caller is an operator. */
export function ownerOf(principal: Principal, bodyUserId: string | undefined): string | null {
  ownerFilter(principal)
  const own = principal.kind === 'user' ? principal.id : null
  if (bodyUserId !== undefined && bodyUserId !== own && principal.kind !== 'operator') {
    throw new AppError('permission_denied', 'The user_id of the body must be your own.')
  }
  return own ?? bodyUserId ?? null
}

/** Rights of a new object: private to its owner, public without one. */
export function initialAccess(userId: string | null): AccessControl {
  const own = userId === null ? [] : [userId]
  return {
    visibility: userId === null ? 'public' : 'private',
    read_access: own,
    write_access: [...own],
    admin_access: [...own],
  }
}

/** What stays away stays as it is; a list replaces the one that was there. */
export type AccessChange = { [K in keyof AccessControl]?: AccessControl[K] | undefined }

export function changedAccess(access: AccessControl, change: AccessChange): AccessControl {
  const list = (name: 'read_access' | 'write_access' | 'admin_access'): string[] => [
    ...new Set(change[name] ?? access[name]),
  ]
  return {
    visibility: change.visibility ?? access.visibility,
    read_access: list('read_access'),
    write_access: list('write_access'),
    admin_access: list('admin_access'),
  }
}

/** An object that has an owner and no lists: its owner alone may use it, without one everybody may read it. */
export const ownedBy = (user_id: string | null): Owned => ({
  user_id,
  access_control: initialAccess(user_id),
})

export const scopeOf = (userId: string | null): string => (userId === null ? 'public' : `u:${userId}`)
