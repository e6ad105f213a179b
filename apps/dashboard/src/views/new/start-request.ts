import type { BatchCreate, Client, JobCreate, PlannedBatch, PlannedRun } from '@async-events/client'
import { say } from '../../parts/notices.tsx'
import { links } from '../../router/links.ts'
import { words } from '../../words/words.ts'

/** One job, or several as a batch. */
export type StartRequest = { job: JobCreate } | { batch: BatchCreate }

/** What the service says that a request would run. */
export type DryRun = { run: PlannedRun } | { jobs: PlannedBatch }

export async function askForDryRun(client: Client, request: StartRequest): Promise<DryRun> {
  const query = { dry_run: true }
  if ('job' in request) {
    const { plan } = await client.createJob({ query, body: request.job })
    if (plan !== undefined) return { run: plan }
  } else {
    const { plan } = await client.createBatch({ query, body: request.batch })
    if (plan !== undefined) return { jobs: plan }
  }
  throw new Error('The service answered without a plan.')
}

/** Makes what was asked for, and shows it. */
export async function start(client: Client, request: StartRequest): Promise<void> {
  const { new: said } = words()
  if ('job' in request) {
    const { job } = await client.createJob({ body: request.job })
    say(said.started(1))
    location.hash = links.job(job.job_id)
    return
  }
  const { batch } = await client.createBatch({ body: request.batch })
  say(said.started(request.batch.jobs.length))
  location.hash = links.batch(batch.batch_id)
}

/** Jobs for which a start would be refused. */
export const refusedIn = (dryRun: DryRun): PlannedBatch['jobs'] =>
  'jobs' in dryRun ? dryRun.jobs.jobs.filter(({ problems }) => problems.length > 0) : []
