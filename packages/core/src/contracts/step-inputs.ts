import type { Job } from '../domain/job/job.ts'
import { upstream } from '../domain/job/plan.ts'
import type { ProcessorContract, StepInput } from './processor.ts'

/** What a step's runner sees of the job's parameters. Throws a `ZodError` for a step that lacks one. */
export function paramsOfStep(contract: ProcessorContract, job: Job, stepId: string): Record<string, unknown> {
  const { args = {} } = job.steps[stepId] ?? {}
  const { file_stem, correction: given } = job
  // Who made it and when decides nothing, and the parameters are part of the cache key.
  const { segments, language, doubts } = given ?? {}
  const corrected = given && { correction: { segments, language, doubts } }
  return contract.params.parse({ ...job.parameters, file_stem, ...corrected, ...args })
}

/** What a step's runner sees of the steps above it. */
export function inputsOfStep(contract: ProcessorContract, job: Job, stepId: string): StepInput[] {
  return upstream(job.steps, stepId).flatMap((step) => {
    const above = job.steps[step]
    if (!above || (contract.reads !== 'all' && !contract.reads.includes(above.name))) return []
    const { name: processor, status, output, error, reason } = above
    return [{ step, processor, status, output, error, reason }]
  })
}
