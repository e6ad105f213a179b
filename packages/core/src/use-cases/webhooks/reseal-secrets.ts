import { AppError } from '../../domain/errors.ts'
import type { Sealer } from '../../domain/webhook/seal.ts'
import type { SealedStore } from '../../ports/sealed-store.ts'

export interface Resealed {
  /** Fields that the new key seals now. */
  resealed: number
  /** Ids of jobs and batches with a field that no configured key opens. */
  unreadable: string[]
}

/**
 * Seals everything anew that another key than the first one has sealed. Each field is one write that holds only if the
 * field is as it was read, so it may be stopped at any time, run again, and run beside the service.
 */
export async function resealSecrets(
  store: SealedStore,
  sealer: Pick<Sealer, 'reseal' | 'keyId'>,
): Promise<Resealed> {
  let resealed = 0
  for (;;) {
    const unreadable = new Set<string>()
    let done = 0
    for await (const secret of store.sealedByOthers(sealer.keyId)) {
      try {
        if (await store.replace(secret, sealer.reseal(secret.sealed))) done += 1
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'secret_unreadable') throw error
        unreadable.add(secret.id)
      }
    }
    resealed += done
    // Once more: an API that began with the old key first may have sealed something meanwhile.
    if (done === 0) return { resealed, unreadable: [...unreadable] }
  }
}
