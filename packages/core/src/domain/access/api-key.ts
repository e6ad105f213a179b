import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

export const keyScopes = ['read', 'write', 'admin', 'impersonate'] as const
/** `read` GET · `write` other changes · `admin` changing rights, managing keys · `impersonate` `X-User-ID` with the key. */
export type KeyScope = (typeof keyScopes)[number]

/** As stored: the secret itself is nowhere. */
export interface ApiKey {
  id: string
  /** Hex of the secret's sha256: 32 random bytes need no slow hash. */
  hash: string
  name: string
  user_id: string
  scopes: KeyScope[]
  created_at: Date
  /** Within a minute; null when it never was. */
  used_at: Date | null
  revoked_at: Date | null
}

/** A new key and its text, which is shown once: `ae_<id>_<secret>`. */
export function newApiKey(
  given: { name: string; user_id: string; scopes: KeyScope[] },
  now: Date,
): { key: ApiKey; text: string } {
  const id = randomBytes(8).toString('hex')
  const secret = randomBytes(32).toString('base64url')
  const key: ApiKey = { id, hash: hashOf(secret), ...given, created_at: now, used_at: null, revoked_at: null }
  return { key, text: `ae_${id}_${secret}` }
}

/** The stored key that a text opens; null for one that is malformed, unknown, wrong or revoked. */
export async function findApiKey(
  keys: { get(id: string): Promise<ApiKey | null> },
  text: string,
): Promise<ApiKey | null> {
  const [, id, secret] = /^ae_([0-9a-f]{16})_([A-Za-z0-9_-]{43})$/.exec(text) ?? []
  if (id === undefined || secret === undefined) return null
  const key = await keys.get(id)
  if (!key || key.revoked_at) return null
  return timingSafeEqual(Buffer.from(key.hash, 'hex'), Buffer.from(hashOf(secret), 'hex')) ? key : null
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')
