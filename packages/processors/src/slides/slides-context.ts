import type { StepContext } from '@async-events/core'
import type { slidesContract } from './contract.ts'

export type SlidesContext = StepContext<typeof slidesContract>
