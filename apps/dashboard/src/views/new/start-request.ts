import type {
  BatchCreate,
  Client,
  ImportSummary,
  JobCreate,
  PlannedBatch,
  PlannedRun,
  ScheduleImport,
} from '@async-events/client'
import { say } from '../../parts/notices.tsx'
import { links } from '../../router/links.ts'
import { words } from '../../words/words.ts'

/** One job, several as a batch, or those of a schedule. */
export type StartRequest = { job: JobCreate } | { batch: BatchCreate } | { schedule: ScheduleImport }

/** What the service says that a request would run. */
export type DryRun =
  | { run: PlannedRun }
  | { jobs: PlannedBatch }
  /** Without jobs where nothing of the schedule is kept. */
  | { summary: ImportSummary; jobs: PlannedBatch | undefined }

export async function askForDryRun(client: Client, request: StartRequest): Promise<DryRun> {
  if ('job' in request) return { run: (await client.planJob({ body: request.job })).plan }
  if ('batch' in request) return { jobs: (await client.planBatch({ body: request.batch })).plan }
  const body = { ...request.schedule, dry_run: true }
  const { import: summary, plan } = await client.importBatch({ body })
  return { summary, jobs: plan }
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
  const { batch, job_ids } =
    'schedule' in request
      ? await client.importBatch({ body: request.schedule })
      : await client.createBatch({ body: request.batch })
  say(said.started(job_ids.length))
  // Only a dry run is without.
  if (batch !== null) location.hash = links.batch(batch.batch_id)
}

/** Jobs for which a start would be refused. */
export const refusedIn = (dryRun: DryRun): PlannedBatch['jobs'] =>
  'jobs' in dryRun ? (dryRun.jobs?.jobs.filter(({ problems }) => problems.length > 0) ?? []) : []

/** Whether there is something to start, and all of it would be accepted. */
export const isStartable = (dryRun: DryRun): boolean =>
  ('run' in dryRun || dryRun.jobs !== undefined) && refusedIn(dryRun).length === 0
