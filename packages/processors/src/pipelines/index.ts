import type { Pipelines } from '@async-events/core'
import { sessionPipeline } from './session.ts'

/** Every job type. */
export const pipelines: Pipelines = { session: sessionPipeline }
