import type { ApiKey } from '../../domain/access/api-key.ts'
import type { Clock } from '../../domain/clock.ts'
import type { ApiKeyStore } from '../../ports/api-key-store.ts'
import type { Logger } from '../../ports/logger.ts'

/** A use within so long of the noted one is not noted. Milliseconds. */
export const keyUseEveryMs = 60_000

/**
 * Notes when a key was used, at most once a minute, so that unused ones are found. No request waits for it or fails by it.
 * @param key as it was read for this request
 */
export function createKeyUseNotes({
  apiKeys,
  clock,
  log,
}: {
  apiKeys: Pick<ApiKeyStore, 'touch'>
  clock: Clock
  log: Pick<Logger, 'warn'>
}): (key: ApiKey) => void {
  /** Being written: what comes meanwhile has read the older time. */
  const writing = new Set<string>()
  return (key) => {
    const now = clock.now()
    const isNoted = key.used_at !== null && now.getTime() - key.used_at.getTime() < keyUseEveryMs
    if (isNoted || writing.has(key.id)) return
    writing.add(key.id)
    apiKeys
      .touch(key.id, now)
      .catch((error: unknown) => log.warn({ err: error, key_id: key.id }, 'the use of a key was not noted'))
      .finally(() => writing.delete(key.id))
  }
}
