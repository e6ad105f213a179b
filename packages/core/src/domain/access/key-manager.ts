import type { ApiKey, KeyScope } from './api-key.ts'

/**
 * Who makes, lists and revokes keys: the operator, or the holder of a key with the scope `admin`, who speaks for
 * `user_id`. A key gives no more than its maker has: neither scopes, nor users other than its own without `impersonate`.
 */
export type KeyManager = { kind: 'operator' } | { kind: 'key'; user_id: string; scopes: readonly KeyScope[] }

/** The one whose keys alone are managed; null: everybody's. */
export function managedUser(manager: KeyManager): string | null {
  if (manager.kind === 'operator' || manager.scopes.includes('impersonate')) return null
  return manager.user_id
}

export function mayManage(manager: KeyManager, { user_id }: Pick<ApiKey, 'user_id'>): boolean {
  const own = managedUser(manager)
  return own === null || own === user_id
}

/** Scopes that the manager cannot give. */
export const scopesBeyond = (manager: KeyManager, scopes: readonly KeyScope[]): KeyScope[] =>
  manager.kind === 'operator' ? [] : scopes.filter((scope) => !manager.scopes.includes(scope))

/** Whether a key can manage those of that user over the API. */
export const managesKeysOf = (key: Pick<ApiKey, 'user_id' | 'scopes'>, userId: string): boolean =>
  key.scopes.includes('admin') && mayManage({ kind: 'key', ...key }, { user_id: userId })
