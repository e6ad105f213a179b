import { ownerFilter, type Principal } from '../../domain/access/access.ts'
import { averageOf, type Estimate, estimateOf } from '../../domain/job/estimate-of.ts'
import type { JobStore } from '../../ports/job-store.ts'

/** Finished jobs whose figures are looked at: the newest. */
const lookedAt = 20

export type StepAverages = (jobType: string) => Promise<ReadonlyMap<string, Estimate>>

/** What steps took in the newest finished jobs of a type that the caller may read, by processor; read once for each type. */
export function stepAverages(jobs: Pick<JobStore, 'list'>, principal: Principal): StepAverages {
  const known = new Map<string, Promise<ReadonlyMap<string, Estimate>>>()
  return (jobType) => {
    const averages = known.get(jobType) ?? readAverages(jobs, principal, jobType)
    known.set(jobType, averages)
    return averages
  }
}

async function readAverages(
  jobs: Pick<JobStore, 'list'>,
  principal: Principal,
  job_type: string,
): Promise<ReadonlyMap<string, Estimate>> {
  const filter = { owner: ownerFilter(principal), status: ['completed'] as const, job_type }
  const found = await jobs.list(filter, { limit: lookedAt, skip: 0, after: null })
  const steps = found.flatMap((job) => Object.values(job.steps))
  const averages = [...Map.groupBy(steps, ({ name }) => name)].map(
    ([name, some]) => [name, averageOf(some.flatMap((step) => estimateOf(step) ?? []))] as const,
  )
  return new Map(averages.flatMap(([name, average]) => (average === null ? [] : [[name, average] as const])))
}
