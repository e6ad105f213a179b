import type { Pipelines } from '@async-events/core'
import type { TemplatesOf } from '../transform/template/open-templates.ts'
import { createProcessorPipeline, processorJobs } from './processor.ts'
import { createSessionPipeline } from './session.ts'
import { createSummaryPipeline, type FinishedJobsOf, summaryJobs } from './summary.ts'

/** Every job type: sessions, each processor that is a job type, and summaries of finished jobs. */
export function createPipelines(templates: TemplatesOf, finishedJobs: FinishedJobsOf): Pipelines {
  const alone = processorJobs.map((job) => [job.contract.name, createProcessorPipeline(job, templates)])
  const over = summaryJobs.map((job) => [job.job_type, createSummaryPipeline(job, templates, finishedJobs)])
  return { session: createSessionPipeline(templates), ...Object.fromEntries([...alone, ...over]) }
}
