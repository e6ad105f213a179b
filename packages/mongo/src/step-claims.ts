import type { StepClaims } from '@async-events/core'
import { trusted } from 'mongoose'
import { toStepClaim } from './documents/step-claim.ts'
import { exact, plain } from './exact.ts'
import { insertIfMissing } from './insert-if-missing.ts'
import type { Models } from './models.ts'
import { withUnavailable } from './unavailable.ts'

const maxTimeMS = 10_000

/** A document for each key that is worked on. */
export function createStepClaims({ step_claims }: Models): StepClaims {
  return withUnavailable<StepClaims>({
    async get(key) {
      const document = await step_claims.findOne({ _id: exact(key) }, null, { maxTimeMS }).lean()
      return document ? toStepClaim(document) : null
    },
    async take(key, mine, over) {
      if (over === null) return insertIfMissing(step_claims, { _id: exact(key), ...mine })
      const { matchedCount } = await step_claims.updateOne(
        { _id: exact(key), token: exact(over.token) },
        { $set: mine },
      )
      return matchedCount === 1
    },
    async release(key, token) {
      await step_claims.deleteOne({ _id: exact(key), token: exact(token) })
    },
    async removeOld(before) {
      const { deletedCount } = await step_claims.deleteMany({ taken_at: trusted({ $lt: plain(before) }) })
      return deletedCount
    },
  })
}
