import type { StepClaim } from '@async-events/core'
import { defineSchema } from './define-schema.ts'

/** `_id` is the key of the step cache. */
export type StepClaimDocument = StepClaim & { _id: string }

export const stepClaimSchema = defineSchema<StepClaimDocument>(
  'step_claims',
  { _id: String, job_id: String, step: String, token: String, taken_at: Date },
  [{ keys: { taken_at: 1 } }],
)

export const toStepClaim = ({ _id: _, ...claim }: StepClaimDocument): StepClaim => claim
