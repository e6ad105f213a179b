import { userIdPattern } from '../../domain/access/access.ts'
import { type ApiKey, type KeyScope, newApiKey } from '../../domain/access/api-key.ts'
import {
  type KeyManager,
  managedUser,
  managesKeysOf,
  mayManage,
  scopesBeyond,
} from '../../domain/access/key-manager.ts'
import type { Clock } from '../../domain/clock.ts'
import { AppError } from '../../domain/errors.ts'
import { invalidRequest } from '../../domain/problems.ts'
import type { ApiKeyStore } from '../../ports/api-key-store.ts'
import type { Page } from '../../ports/page.ts'

export interface ApiKeysDeps {
  apiKeys: ApiKeyStore
  clock: Clock
}

export interface KeyRequest {
  name: string
  /** Of whom it is; the manager's own without it. */
  user_id?: string | undefined
  scopes: readonly KeyScope[]
}

/** Makes a key. `text` is what its holder sends: it is stored nowhere, and known only now. */
export async function createApiKey(
  { apiKeys, clock }: ApiKeysDeps,
  { name, user_id, scopes }: KeyRequest,
  manager: KeyManager,
): Promise<{ key: ApiKey; text: string }> {
  requireAdmin(manager)
  const own = manager.kind === 'key' ? manager.user_id : undefined
  const userId = user_id ?? own
  if (userId === undefined || !userIdPattern.test(userId)) {
    const message = userId === undefined ? 'is needed: the operator is no user' : 'must be a user id'
    throw invalidRequest([{ path: 'user_id', code: userId === undefined ? 'required' : 'invalid', message }])
  }
  if (!mayManage(manager, { user_id: userId }))
    throw new AppError(
      'permission_denied',
      'A key for another user can only be made with a key that has the scope "impersonate".',
    )
  const beyond = scopesBeyond(manager, scopes)
  if (beyond.length > 0)
    throw new AppError(
      'permission_denied',
      `A key cannot give what its maker does not have: ${beyond.join(', ')}.`,
    )
  const made = newApiKey({ name, user_id: userId, scopes: [...new Set(scopes)] }, clock.now())
  await apiKeys.insert(made.key)
  return made
}

/** Revoked ones, too. Of those that the caller may not manage nothing is told. */
export async function listApiKeys(
  { apiKeys }: Pick<ApiKeysDeps, 'apiKeys'>,
  { user_id }: { user_id?: string | undefined },
  page: Page,
  manager: KeyManager,
): Promise<ApiKey[]> {
  requireAdmin(manager)
  const own = managedUser(manager)
  if (own !== null && user_id !== undefined && user_id !== own) return []
  const asked = user_id ?? own
  return apiKeys.list(asked === null ? {} : { user_id: asked }, page)
}

/**
 * Revokes a key at once; one that is revoked already stays as it is. Over the API one key must stay that can manage those
 * of the same user, else nobody could make another: only the operator takes the last.
 */
export async function revokeApiKey(
  { apiKeys, clock }: ApiKeysDeps,
  id: string,
  manager: KeyManager,
): Promise<{ key: ApiKey; changed: boolean }> {
  requireAdmin(manager)
  const key = await apiKeys.get(id)
  if (!key || !mayManage(manager, key)) throw new AppError('not_found', 'There is no API key with this id.')
  if (key.revoked_at) return { key, changed: false }
  if (manager.kind === 'key' && (await isLast(apiKeys, key)))
    throw new AppError(
      'conflict',
      `This is the last key that can manage the keys of "${key.user_id}"; make another one first, or revoke it with "npm run keys".`,
    )
  const now = clock.now()
  const changed = await apiKeys.revoke(id, now)
  return { key: { ...key, revoked_at: now }, changed }
}

/** More than any installation has keys for one user's keys. */
const managersAtMost = 1000

async function isLast(apiKeys: Pick<ApiKeyStore, 'list'>, key: ApiKey): Promise<boolean> {
  if (!managesKeysOf(key, key.user_id)) return false
  const valid = await apiKeys.list(
    { scope: 'admin', revoked: false },
    { limit: managersAtMost, skip: 0, after: null },
  )
  return !valid.some((other) => other.id !== key.id && managesKeysOf(other, key.user_id))
}

function requireAdmin(manager: KeyManager): void {
  if (manager.kind === 'operator' || manager.scopes.includes('admin')) return
  throw new AppError('permission_denied', 'The api key lacks the scope "admin".')
}
