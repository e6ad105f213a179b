import {
  AppError,
  cancelJob,
  collectBytes,
  createJob,
  deleteJob,
  dryRunJob,
  isTerminal,
  type Job,
  ownerFilter,
  planRestart,
  readJob,
  restartJob,
  updateJobAccess,
} from '@async-events/core'
import { z } from 'zod'
import { answerAfterWait } from '../http/answer-after-wait.ts'
import { createOptions } from '../http/create-options.ts'
import { idempotently } from '../http/idempotently.ts'
import { sendArtifact } from '../http/send-artifact.ts'
import { waitFor } from '../http/wait-for.ts'
import { nextCursor, pageOf } from '../paging/read-page.ts'
import { accessChange } from '../schemas/access.ts'
import { bytesOf } from '../schemas/bytes.ts'
import { errorsOf } from '../schemas/errors.ts'
import * as examples from '../schemas/examples.ts'
import { cacheHeaders, creatingHeaders, headers } from '../schemas/headers.ts'
import { getJobQuery, job, jobId, jobListItem, jobQuery, logLine, logQuery } from '../schemas/job.ts'
import { jobCreate, restartBody } from '../schemas/job-create.ts'
import { examplePlan, plannedRun, restartPlan } from '../schemas/plan.ts'
import { createdBetween, runQuery } from '../schemas/query.ts'
import { newsOf } from '../streams/news-of.ts'
import { countJobs } from '../views/count-jobs.ts'
import { listJobs } from '../views/job-items.ts'
import { prefix } from '../views/job-view.ts'
import { plannedRunView } from '../views/planned-run-view.ts'
import { lookAtJob, viewOfJob } from '../views/view-of-job.ts'
import type { App, RouteDeps } from './route-deps.ts'

const tags = ['jobs']
export const jobAnswer = z.object({ status: z.literal('success'), job, message: z.string() }).meta({
  id: 'JobAnswer',
  examples: [{ status: 'success', job: examples.newJob, message: 'The job was accepted.' }],
})
const jobPlan = z.object({ status: z.literal('success'), job, message: z.string(), plan: plannedRun }).meta({
  id: 'JobPlan',
  examples: [
    {
      status: 'success',
      job: examples.newJob,
      message: 'Nothing was stored: this is what would run.',
      plan: { ...examplePlan, run: 1 },
    },
  ],
})
export const jobRead = z
  .object({ status: z.literal('success'), job })
  .meta({ id: 'JobRead', examples: [{ status: 'success', job: examples.job }] })
const jobList = z
  .object({
    status: z.literal('success'),
    total: z.int(),
    jobs: z.array(jobListItem),
    next_cursor: z.string().nullable(),
  })
  .meta({
    id: 'JobList',
    examples: [{ status: 'success', total: 1, jobs: [examples.jobListItem], next_cursor: null }],
  })
const jobLogs = z
  .object({ status: z.literal('success'), job_id: z.string(), run: z.int(), lines: z.array(logLine) })
  .meta({
    id: 'JobLogs',
    examples: [{ status: 'success', job_id: examples.ids.job_id, run: 1, lines: [examples.logLine] }],
  })
export const done = z
  .object({ status: z.literal('success'), message: z.string() })
  .meta({ id: 'Done', examples: [{ status: 'success', message: 'The job was deleted.' }] })

export function jobRoutes(app: App, deps: RouteDeps): void {
  const view = viewOfJob(deps)
  const list = listJobs(deps)
  const count = countJobs(deps)

  app.post(
    '/jobs',
    {
      schema: {
        operationId: 'createJob',
        summary: 'Create one job',
        tags,
        headers: creatingHeaders,
        querystring: runQuery,
        body: jobCreate,
        response: { 201: jobAnswer, ...errorsOf(409, 422) },
      },
    },
    (request, reply) =>
      answerAfterWait(
        app,
        request,
        () =>
          idempotently(deps, request, reply, async (reserved) => {
            const options = { ...createOptions(request, reserved), isParsed: true }
            const created = await createJob(deps, request.body, options)
            const message = 'The job was accepted.'
            return {
              location: `${prefix}/jobs/${created.id}`,
              body: { status: 'success' as const, job: await view(created), message },
            }
          }),
        lookAtJob(deps, request.principal),
      ),
  )

  app.post(
    '/jobs/plan',
    {
      schema: {
        operationId: 'planJob',
        summary: 'Say what a new job would run, and store nothing',
        tags,
        headers: cacheHeaders,
        body: jobCreate,
        response: { 200: jobPlan, ...errorsOf(409, 422) },
      },
    },
    async (request) => {
      const dry = await dryRunJob(deps, request.body, createOptions(request, undefined))
      const message = 'Nothing was stored: this is what would run.'
      const plan = plannedRunView(dry.plan)
      return { status: 'success' as const, job: await view(dry.job), message, plan }
    },
  )

  app.get(
    '/jobs',
    {
      schema: {
        operationId: 'listJobs',
        summary: 'List jobs',
        tags,
        querystring: jobQuery,
        response: { 200: jobList, ...errorsOf() },
      },
    },
    async (request) => {
      const { limit, skip, cursor, sort, created_after, created_before, ...fields } = request.query
      const page = pageOf({ limit, skip, cursor, sort })
      const stated = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
      const filter = {
        ...stated,
        ...createdBetween({ created_after, created_before }),
        owner: ownerFilter(request.principal),
      }
      const [{ heads, jobs }, total] = await Promise.all([list(filter, page), count(filter)])
      return {
        status: 'success' as const,
        total,
        jobs,
        next_cursor: nextCursor(heads, page),
      }
    },
  )

  app.get(
    '/jobs/:job_id',
    {
      schema: {
        operationId: 'getJob',
        summary: 'Get a job, or wait for it',
        tags,
        params: jobId,
        querystring: getJobQuery,
        response: { 200: jobRead, ...errorsOf(403, 404, 409) },
      },
    },
    async (request) => {
      const { wait = 0, since, include } = request.query
      const release = wait > 0 ? app.hold(request, 'wait') : () => {}
      const id = request.params.job_id
      const found = await waitFor({
        look: () => readJob(deps.jobs, id, request.principal, 'read'),
        isDone: (current) => (since === undefined ? isTerminal(current) : current.revision > since),
        seconds: wait,
        signal: AbortSignal.any([request.signal, app.stopping]),
        news: (ms) => newsOf(deps, id, ms),
      }).finally(release)
      const shown = await view(found)
      if (include === 'archive_data' && shown.results) {
        shown.results.archive_data = await archiveData(deps, found)
      }
      return { status: 'success' as const, job: shown }
    },
  )

  app.delete(
    '/jobs/:job_id',
    {
      schema: {
        operationId: 'deleteJob',
        summary: 'Delete a job',
        tags,
        params: jobId,
        response: { 200: done, ...errorsOf(403, 404) },
      },
    },
    async (request) => {
      await deleteJob(deps, request.params.job_id, request.principal)
      return { status: 'success' as const, message: 'The job was deleted.' }
    },
  )

  app.post(
    '/jobs/:job_id/cancel',
    {
      schema: {
        operationId: 'cancelJob',
        summary: 'Cancel an unfinished job',
        tags,
        params: jobId,
        response: { 200: jobRead, ...errorsOf(403, 404, 409) },
      },
    },
    async (request) => {
      const cancelled = await cancelJob(deps, request.params.job_id, request.principal)
      return { status: 'success' as const, job: await view(cancelled) }
    },
  )

  app.post(
    '/:job_id/restart',
    {
      schema: {
        operationId: 'restartJob',
        summary: 'Restart a job that has ended',
        tags,
        headers,
        params: jobId,
        querystring: runQuery,
        body: restartBody,
        response: { 200: jobAnswer, ...errorsOf(403, 404, 409, 422) },
      },
    },
    (request, reply) =>
      answerAfterWait(
        app,
        request,
        () =>
          idempotently(deps, request, reply, async (reserved) => {
            const options = createOptions(request, reserved)
            const restarted = await restartJob(deps, request.params.job_id, request.body ?? {}, options)
            const message = 'The job was restarted.'
            return {
              status: 200,
              body: { status: 'success' as const, job: await view(restarted), message },
            }
          }),
        lookAtJob(deps, request.principal),
      ),
  )

  app.post(
    '/jobs/:job_id/plan',
    {
      schema: {
        operationId: 'planJobRestart',
        summary: 'Say what a restart would run, without restarting',
        tags,
        headers: cacheHeaders,
        params: jobId,
        body: restartBody,
        response: { 200: restartPlan, ...errorsOf(403, 404, 409) },
      },
    },
    async (request) => {
      const use_cache = request.headers['x-use-cache'] ?? request.body?.use_cache
      const restart = { ...request.body, use_cache }
      const plan = await planRestart(deps, request.params.job_id, restart, request.principal)
      return { status: 'success' as const, plan: plannedRunView(plan) }
    },
  )

  app.patch(
    '/jobs/:job_id/access',
    {
      schema: {
        operationId: 'updateJobAccess',
        summary: 'Change the access rights of a job',
        tags,
        params: jobId,
        body: accessChange,
        response: { 200: jobRead, ...errorsOf(403, 404) },
      },
    },
    async (request) => {
      const { job_id } = request.params
      const changed = await updateJobAccess(deps, job_id, request.body, request.principal)
      return { status: 'success' as const, job: await view(changed) }
    },
  )

  app.get(
    '/jobs/:job_id/logs',
    {
      schema: {
        operationId: 'listJobLogs',
        summary: 'Get the log of a run, by default of the newest',
        tags,
        params: jobId,
        querystring: logQuery,
        response: { 200: jobLogs, ...errorsOf(403, 404) },
      },
    },
    async (request) => {
      const found = await readJob(deps.jobs, request.params.job_id, request.principal, 'read')
      const run = request.query.run ?? found.run.number
      const lines = await deps.jobLogs.ofRun(found.id, run)
      return {
        status: 'success' as const,
        job_id: found.id,
        run,
        lines: lines.map((one) => ({ ...one, at: one.at.toISOString() })),
      }
    },
  )

  app.get(
    '/jobs/:job_id/download-archive',
    {
      schema: {
        operationId: 'downloadJobArchive',
        summary: 'Download the archive of a job',
        tags: ['files'],
        params: jobId,
        response: { ...bytesOf('application/zip'), ...errorsOf(403, 404, 409, 410, 416) },
      } as object,
    },
    async (request, reply) => {
      const found = await readJob(
        deps.jobs,
        (request.params as { job_id: string }).job_id,
        request.principal,
        'read',
      )
      const results = found.result_run === null ? null : await deps.results.get(found.id, found.result_run)
      if (!results && found.results_expired_at) throw new AppError('results_expired')
      if (!results?.archive)
        throw new AppError('archive_not_ready', `The job is ${found.status}; it has no archive.`)
      const { archive } = results
      return sendArtifact(request, reply, deps.artifacts, archive, {
        disposition: 'attachment',
        filename: archive.filename,
      })
    },
  )
}

/** Bytes of an archive that may go into JSON. */
const maxArchiveData = 10 * 1024 * 1024

async function archiveData(deps: RouteDeps, { id, result_run: run }: Job): Promise<string> {
  const archive = run === null ? null : (await deps.results.get(id, run))?.archive
  if (!archive) throw new AppError('archive_not_ready')
  const tooLarge = () => new AppError('too_large', 'The archive is too large for JSON; download it.')
  if (archive.bytes > maxArchiveData) throw tooLarge()
  const content = await deps.artifacts.open(archive.key)
  const bytes = await collectBytes(content, { maxBytes: maxArchiveData, tooLarge })
  return bytes.toString('base64')
}
