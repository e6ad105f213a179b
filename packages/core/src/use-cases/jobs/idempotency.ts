import { createHash, randomUUID } from 'node:crypto'
import type { Principal } from '../../domain/access/access.ts'
import { canonicalJson } from '../../domain/canonical-json.ts'
import type { Clock } from '../../domain/clock.ts'
import { AppError, toAppError } from '../../domain/errors.ts'
import { newBatchId, newJobId } from '../../domain/ids.ts'
import type {
  IdempotencyRecord,
  IdempotencyStore,
  Reserved,
  StoredAnswer,
} from '../../ports/idempotency-store.ts'
import type { Logger } from '../../ports/logger.ts'

export interface IdempotentRequest {
  principal: Principal
  method: string
  route: string
  key: string
  body: unknown
}

/** Longer than any creating request may take. */
const leaseMs = 30_000

/**
 * Runs `act` once per key and returns the stored answer to repeated requests. Throws `idempotency_mismatch` for another
 * body and `idempotency_conflict` while the first runs. If `act` throws, the key is free again. After a crash the next
 * request with the key continues with the same reserved ids.
 */
export async function onceForKey(
  { idempotency, clock, log }: { idempotency: IdempotencyStore; clock: Clock; log: Pick<Logger, 'warn'> },
  request: IdempotentRequest,
  act: (reserved: Reserved) => Promise<StoredAnswer>,
): Promise<{ answer: StoredAnswer; replayed: boolean }> {
  const now = clock.now()
  const leaseUntil = new Date(now.getTime() + leaseMs)
  const fresh: IdempotencyRecord = {
    id: hash([ownerKey(request.principal), request.method, request.route, request.key]),
    fingerprint: hash(request.body ?? null),
    reserved: { job_id: newJobId(now), batch_id: newBatchId(now), creation: randomUUID() },
    answer: null,
    lease_until: leaseUntil,
    created_at: now,
  }
  let { reserved } = fresh
  if (!(await idempotency.insert(fresh))) {
    const known = await idempotency.get(fresh.id)
    // Its request has just failed, so the key is free.
    if (!known) throw running()
    if (known.fingerprint !== fresh.fingerprint) throw new AppError('idempotency_mismatch')
    if (known.answer) return { answer: known.answer, replayed: true }
    if (known.lease_until > now || !(await idempotency.takeOver(known, leaseUntil))) throw running()
    reserved = known.reserved
  }
  let answer: StoredAnswer
  try {
    answer = await act(reserved)
  } catch (thrown) {
    // An outcome that nobody knows keeps its ids: whoever asks again after the lease goes on with them.
    if (toAppError(thrown).httpStatus < 500) await idempotency.remove(fresh.id)
    throw thrown
  }
  await idempotency.finish(fresh.id, answer).catch((error: unknown) => {
    log.warn({ err: error }, 'the answer was not kept for its key; the next request with it makes it anew')
  })
  return { answer, replayed: false }
}

const running = (): AppError =>
  new AppError('idempotency_conflict', 'A request with this key is still running; ask again.', {
    retryAfterMs: 1_000,
  })

const ownerKey = (principal: Principal): string =>
  principal.kind === 'user' ? `user:${principal.id}` : principal.kind

const hash = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('hex')
