import {
  createBatch,
  dryRunBatch,
  type ImportChanges,
  type ImportedAgain,
  type ImportRequest,
  importAgain,
  importTarget,
  noJobs,
  nothingKept,
  prepareImport,
  type Reserved,
  readBatch,
  refreshBatch,
  sessionChangeKinds,
} from '@async-events/core'
import type { z } from 'zod'
import { answerAfterWait } from '../http/answer-after-wait.ts'
import { createOptions } from '../http/create-options.ts'
import { idempotently } from '../http/idempotently.ts'
import { batchId } from '../schemas/batch.ts'
import { errorsOf } from '../schemas/errors.ts'
import { creatingHeaders } from '../schemas/headers.ts'
import { importQuery } from '../schemas/query.ts'
import { refreshOptions, scheduleImport, scheduleImported } from '../schemas/schedule-import.ts'
import { batchView } from '../views/batch-view.ts'
import { createdBatch } from '../views/created-batch.ts'
import { plannedBatchView } from '../views/planned-run-view.ts'
import { lookAtBatch, viewOfBatch } from '../views/view-of-batch.ts'
import { largeBody } from './batches.ts'
import type { App, RouteDeps } from './route-deps.ts'

export function scheduleImportRoutes(app: App, deps: RouteDeps): void {
  const view = viewOfBatch(deps)

  /** What an import into a batch did, or would do. */
  const changedBody = async (done: ImportedAgain, isDry: boolean) => ({
    status: 'success' as const,
    import: done.summary,
    batch: await view(done.batch),
    job_ids: done.added.map(({ id }) => id),
    message: changesMessage(done.changes, isDry),
    changes: done.changes,
  })

  app.post(
    '/batches/import',
    {
      bodyLimit: largeBody,
      schema: {
        operationId: 'importBatch',
        summary: 'Create a batch of the sessions of a conference schedule, or bring it up to date',
        tags: ['batches'],
        headers: creatingHeaders,
        querystring: importQuery,
        body: scheduleImport,
        response: { 200: scheduleImported, 201: scheduleImported, ...errorsOf(403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const wanted = importRequest(request.body)
      if (request.query.dry_run || request.body.dry_run) {
        const options = createOptions(request, undefined)
        const known = await importTarget(deps, wanted, options)
        if (known) return changedBody(await importAgain(deps, known, wanted, options, { isDry: true }), true)
        const { summary, batch } = await prepareImport(deps, wanted, options)
        // A batch needs a job.
        const dry = batch.jobs.length > 0 ? await dryRunBatch(deps, batch, options) : null
        return reply.code(200).send({
          status: 'success' as const,
          import: summary,
          batch: dry && batchView(dry.batch, { ...noJobs, pending: dry.jobs.length }, 0, deps.signsWebhooks),
          job_ids: [],
          message: `Nothing was stored: ${summary.kept} of ${summary.events} sessions would become jobs.`,
          ...(dry && { plan: plannedBatchView(dry.jobs) }),
        })
      }
      return answerAfterWait(
        app,
        request,
        () =>
          idempotently(deps, request, reply, async (reserved) => {
            const options = createOptions(request, reserved)
            const known = await importTarget(deps, wanted, options)
            if (known)
              return {
                status: 200,
                body: await changedBody(await importAgain(deps, known, wanted, options), false),
              }
            const { summary, batch } = await prepareImport(deps, wanted, options)
            if (batch.jobs.length === 0) throw nothingKept(summary)
            const { location, body } = await createdBatch(await createBatch(deps, batch, options), view)
            return { location, body: { ...body, import: summary } }
          }),
        lookAtBatch(deps, request.principal),
      )
    },
  )

  app.post(
    '/batches/:batch_id/refresh',
    {
      schema: {
        operationId: 'refreshBatch',
        summary: 'Import the schedule of a batch again, from where it came',
        tags: ['batches'],
        headers: creatingHeaders,
        params: batchId,
        querystring: importQuery,
        body: refreshOptions,
        response: { 200: scheduleImported, ...errorsOf(403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const { batch_id } = request.params
      const refreshed = async (reserved: Reserved | undefined, isDry: boolean) => {
        const options = createOptions(request, reserved)
        const batch = await readBatch(deps.batches, batch_id, request.principal, 'write')
        return changedBody(await refreshBatch(deps, batch, options, { isDry }), isDry)
      }
      if (request.query.dry_run || request.body?.dry_run) return refreshed(undefined, true)
      return answerAfterWait(
        app,
        request,
        () =>
          idempotently(deps, request, reply, async (reserved) => ({
            status: 200,
            body: await refreshed(reserved, false),
          })),
        lookAtBatch(deps, request.principal),
      )
    },
  )
}

function changesMessage({ sessions, unchanged, ...counts }: ImportChanges, isDry: boolean): string {
  const told = sessionChangeKinds.flatMap((kind) => (counts[kind] > 0 ? [`${counts[kind]} ${kind}`] : []))
  const what = sessions.length === 0 ? 'Nothing has changed' : `${told.join(', ')}, ${unchanged} unchanged`
  return isDry ? `Nothing was stored: ${what}.` : `${what}.`
}

/** Lists where the body may have one value. */
function importRequest({ filter, dry_run: _dry, ...body }: z.output<typeof scheduleImport>): ImportRequest {
  if (filter === undefined) return body
  const { q, has_recording, ...names } = filter
  const lists = Object.fromEntries(
    Object.entries(names).flatMap(([key, value]) => (value === undefined ? [] : [[key, [value].flat()]])),
  )
  return {
    ...body,
    filter: {
      ...lists,
      ...(q === undefined ? {} : { q }),
      ...(has_recording === undefined ? {} : { has_recording }),
    },
  }
}
