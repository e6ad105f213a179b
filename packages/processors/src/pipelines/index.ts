import type { Pipelines } from '@async-events/core'
import type { TemplatesOf } from '../transform/template/open-templates.ts'
import { createProcessorPipeline, processorJobs } from './processor.ts'
import { createSessionPipeline } from './session.ts'

/** Every job type: sessions, and each processor that is a job type. */
export function createPipelines(templates: TemplatesOf): Pipelines {
  const alone = processorJobs.map((job) => [job.contract.name, createProcessorPipeline(job, templates)])
  return { session: createSessionPipeline(templates), ...Object.fromEntries(alone) }
}
