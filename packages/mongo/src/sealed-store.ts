import { type SealedStore, type StoredSecret, type StoredWebhook, sealedFields } from '@async-events/core'
import { type Model, trusted } from 'mongoose'
import { exact } from './exact.ts'
import type { Models } from './models.ts'
import { withUnavailable } from './unavailable.ts'

interface WithWebhook {
  _id: string
  webhook: StoredWebhook | null
}

export function createSealedStore({ jobs, batches }: Models): SealedStore {
  // Of both only these two fields are read and written.
  const models = { job: jobs, batch: batches } as unknown as Record<StoredSecret['of'], Model<WithWebhook>>

  async function* ofOthers(of: StoredSecret['of'], keyId: string): AsyncIterable<StoredSecret> {
    const others = trusted({ $exists: true, $ne: exact(keyId) })
    const found = models[of]
      .find({ $or: sealedFields.map((field) => ({ [`webhook.${field}.key_id`]: others })) }, { webhook: 1 })
      .lean<WithWebhook[]>()
      .cursor({ batchSize: 200 })
    for await (const { _id: id, webhook } of found)
      for (const field of sealedFields) {
        const sealed = webhook?.[field]
        if (sealed && sealed.key_id !== keyId) yield { of, id, field, sealed }
      }
  }

  return withUnavailable<SealedStore>({
    async *sealedByOthers(keyId) {
      yield* ofOthers('batch', keyId)
      yield* ofOthers('job', keyId)
    },

    async replace({ of, id, field, sealed: before }, sealed) {
      const path = `webhook.${field}`
      const result = await models[of].updateOne(
        {
          _id: exact(id),
          [`${path}.key_id`]: exact(before.key_id),
          [`${path}.nonce`]: exact(before.nonce),
          [`${path}.data`]: exact(before.data),
        },
        { $set: { [path]: sealed } },
      )
      return result.matchedCount === 1
    },
  })
}
