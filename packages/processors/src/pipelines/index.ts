import type { Pipelines } from '@async-events/core'
import type { Templates } from '../transform/template/open-templates.ts'
import { createSessionPipeline } from './session.ts'

/** Every job type. */
export function createPipelines(templates: Templates): Pipelines {
  return { session: createSessionPipeline(templates) }
}
