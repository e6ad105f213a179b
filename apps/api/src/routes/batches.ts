import {
  type Batch,
  createBatch,
  deleteBatch,
  dryRunBatch,
  failAllBatches,
  isTerminal,
  noJobs,
  ownerFilter,
  readBatch,
} from '@async-events/core'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { answerAfterWait } from '../http/answer-after-wait.ts'
import { createOptions } from '../http/create-options.ts'
import { folderUrl } from '../http/folder-url.ts'
import { idempotently } from '../http/idempotently.ts'
import { sendBatchArchive } from '../http/send-batch-archive.ts'
import { type Rendered, sendRendered } from '../http/send-rendered.ts'
import { waitFor } from '../http/wait-for.ts'
import { nextCursor, pageOf } from '../paging/read-page.ts'
import { batch, batchCreate, batchId, batchQuery } from '../schemas/batch.ts'
import { errorsOf } from '../schemas/errors.ts'
import * as examples from '../schemas/examples.ts'
import { cacheHeaders, creatingHeaders } from '../schemas/headers.ts'
import { exampleBatchPlan, plannedBatch } from '../schemas/plan.ts'
import { createdBetween, runQuery, waitQuery } from '../schemas/query.ts'
import { exportQuery, siteQuery } from '../schemas/site.ts'
import { newsOf } from '../streams/news-of.ts'
import { countsOfBatches } from '../views/batch-counts.ts'
import { batchView } from '../views/batch-view.ts'
import { createdBatch } from '../views/created-batch.ts'
import { plannedBatchView } from '../views/planned-run-view.ts'
import { lookAtBatch, viewOfBatch } from '../views/view-of-batch.ts'
import type { App, RouteDeps } from './route-deps.ts'

const tags = ['batches']
export const batchRead = z
  .object({ status: z.literal('success'), batch })
  .meta({ id: 'BatchRead', examples: [{ status: 'success', batch: examples.batch }] })
const batchPlan = z
  .object({ status: z.literal('success'), batch, message: z.string(), plan: plannedBatch })
  .meta({
    id: 'BatchPlan',
    examples: [
      {
        status: 'success',
        batch: examples.batch,
        message: 'Nothing was stored: this is what 1 of 1 jobs would run.',
        plan: exampleBatchPlan,
      },
    ],
  })
const batchCreated = z
  .object({
    status: z.literal('success'),
    batch,
    job_ids: z.array(z.string()),
    message: z.string(),
  })
  .meta({
    id: 'BatchCreated',
    examples: [
      {
        status: 'success',
        batch: examples.batch,
        job_ids: examples.job_ids,
        message: 'A batch of 2 jobs was accepted.',
      },
    ],
  })
const batchList = z
  .object({
    status: z.literal('success'),
    total: z.int(),
    batches: z.array(batch),
    next_cursor: z.string().nullable(),
  })
  .meta({
    id: 'BatchList',
    examples: [{ status: 'success', total: 1, batches: [examples.batch], next_cursor: null }],
  })
const batchDeleted = z
  .object({ status: z.literal('success'), message: z.string(), deleted_jobs: z.int() })
  .meta({
    id: 'BatchDeleted',
    examples: [{ status: 'success', message: 'The batch was deleted.', deleted_jobs: 2 }],
  })

const allFailed = z
  .object({ status: z.literal('success'), message: z.string(), updated_count: z.int() })
  .meta({
    id: 'AllBatchesFailed',
    examples: [{ status: 'success', message: '2 jobs were failed.', updated_count: 2 }],
  })

const streamedZip = {
  200: {
    description: 'The ZIP, streamed.',
    content: { 'application/zip': { schema: z.string().meta({ format: 'binary' }) } },
  },
}

/** Bytes: a batch of a whole conference. */
export const largeBody = 16 * 1024 * 1024

export function batchRoutes(app: App, deps: RouteDeps): void {
  const views = async (found: Batch[]) => {
    // As `viewOfBatch` does.
    const positions = await deps.events.positions(found.map(({ id }) => id))
    const countsOf = await countsOfBatches(deps.jobs, found)
    return found.map((one) =>
      batchView(one, countsOf(one.id), positions.get(one.id) ?? 0, deps.signsWebhooks),
    )
  }
  const view = viewOfBatch(deps)
  const render = async (
    request: FastifyRequest,
    reply: FastifyReply,
    renderedOf: (batch: Batch) => Rendered,
  ): Promise<FastifyReply> => {
    const { batch_id: id } = request.params as { batch_id: string }
    const found = await readBatch(deps.batches, id, request.principal, 'read')
    return sendRendered(request, reply, deps, found, renderedOf(found))
  }

  app.post(
    '/batches',
    {
      bodyLimit: largeBody,
      schema: {
        operationId: 'createBatch',
        summary: 'Create a batch of jobs',
        tags,
        headers: creatingHeaders,
        querystring: runQuery,
        body: batchCreate,
        response: { 201: batchCreated, ...errorsOf(409, 422) },
      },
    },
    (request, reply) =>
      answerAfterWait(
        app,
        request,
        () =>
          idempotently(deps, request, reply, async (reserved) => {
            const options = { ...createOptions(request, reserved), isParsed: true }
            return createdBatch(await createBatch(deps, request.body, options), view)
          }),
        lookAtBatch(deps, request.principal),
      ),
  )

  app.post(
    '/batches/plan',
    {
      bodyLimit: largeBody,
      schema: {
        operationId: 'planBatch',
        summary: 'Say what the jobs of a new batch would run, and store nothing',
        tags,
        headers: cacheHeaders,
        body: batchCreate,
        response: { 200: batchPlan, ...errorsOf(409, 422) },
      },
    },
    async (request) => {
      const dry = await dryRunBatch(deps, request.body, createOptions(request, undefined))
      const planned = dry.jobs.filter(({ plan }) => plan !== null).length
      return {
        status: 'success' as const,
        batch: batchView(dry.batch, { ...noJobs, pending: planned }, 0, deps.signsWebhooks),
        message: `Nothing was stored: this is what ${planned} of ${dry.jobs.length} jobs would run.`,
        plan: plannedBatchView(dry.jobs),
      }
    },
  )

  app.get(
    '/batches',
    {
      schema: {
        operationId: 'listBatches',
        summary: 'List batches',
        tags,
        querystring: batchQuery,
        response: { 200: batchList, ...errorsOf() },
      },
    },
    async (request) => {
      const { status, archived = false, isActive, user_id, q } = request.query
      const page = pageOf(request.query)
      const filter = {
        owner: ownerFilter(request.principal),
        ...createdBetween(request.query),
        archived,
        ...(status === undefined ? {} : { status }),
        ...(isActive === undefined ? {} : { isActive }),
        ...(user_id === undefined ? {} : { user_id }),
        ...(q === undefined ? {} : { q }),
      }
      const [found, total] = await Promise.all([deps.batches.list(filter, page), deps.batches.count(filter)])
      return {
        status: 'success' as const,
        total,
        batches: await views(found),
        next_cursor: nextCursor(found, page),
      }
    },
  )

  app.get(
    '/batches/:batch_id',
    {
      schema: {
        operationId: 'getBatch',
        summary: 'Get a batch, or wait for it',
        tags,
        params: batchId,
        querystring: waitQuery,
        response: { 200: batchRead, ...errorsOf(403, 404) },
      },
    },
    async (request) => {
      const { wait = 0, since } = request.query
      const release = wait > 0 ? app.hold(request, 'wait') : () => {}
      const id = request.params.batch_id
      const found = await waitFor({
        look: async () => {
          const current = await readBatch(deps.batches, id, request.principal, 'read')
          // Counting is dear. That it has ended is stored, and wrong for a moment after a restart.
          const isCounted = since !== undefined || isTerminal(current)
          return { current, shown: isCounted ? await view(current) : null }
        },
        isDone: ({ shown }) =>
          shown !== null && (since === undefined ? isTerminal(shown) : shown.revision > since),
        seconds: wait,
        signal: AbortSignal.any([request.signal, app.stopping]),
        news: (ms) => newsOf(deps, id, ms),
      }).finally(release)
      return { status: 'success' as const, batch: found.shown ?? (await view(found.current)) }
    },
  )

  app.delete(
    '/batches/:batch_id',
    {
      schema: {
        operationId: 'deleteBatch',
        summary: 'Delete a batch with its jobs',
        tags,
        params: batchId,
        response: { 200: batchDeleted, ...errorsOf(403, 404) },
      },
    },
    async (request) => {
      const deleted = await deleteBatch(deps, request.params.batch_id, request.principal)
      return { status: 'success' as const, message: 'The batch was deleted.', deleted_jobs: deleted }
    },
  )

  app.post(
    '/batches/fail-all',
    {
      schema: {
        operationId: 'failAllBatches',
        summary: 'Fail all unfinished jobs of all unarchived batches; finished ones stay',
        tags,
        response: { 200: allFailed, ...errorsOf(403) },
      },
    },
    async (request) => {
      const failed = await failAllBatches(deps, request.principal)
      return { status: 'success' as const, message: `${failed} jobs were failed.`, updated_count: failed }
    },
  )

  app.get(
    '/batches/:batch_id/download-archive',
    {
      exposeHeadRoute: false,
      schema: {
        operationId: 'downloadBatchArchive',
        summary: 'Download all finished documents of a batch as one ZIP',
        tags: ['files'],
        params: batchId,
        response: { ...streamedZip, ...errorsOf(403, 404) },
      } as object,
    },
    async (request, reply) => {
      const { batch_id: id } = request.params as { batch_id: string }
      const found = await readBatch(deps.batches, id, request.principal, 'read')
      return sendBatchArchive(request, reply, deps, found)
    },
  )

  app.get(
    '/batches/:batch_id/site.zip',
    {
      exposeHeadRoute: false,
      schema: {
        operationId: 'downloadBatchSite',
        summary: 'Download a static site of all finished documents of a batch as one ZIP',
        tags: ['files'],
        params: batchId,
        querystring: siteQuery,
        response: { ...streamedZip, ...errorsOf(403, 404, 409) },
      } as object,
    },
    async (request, reply) => {
      const { language, base_url } = request.query as z.output<typeof siteQuery>
      return render(request, reply, ({ batch_name: name }) => ({
        task: { kind: 'site', name, options: { language, baseUrl: base_url ? folderUrl(base_url) : null } },
        filename: `${name} site`,
      }))
    },
  )

  app.get(
    '/batches/:batch_id/vault.zip',
    {
      exposeHeadRoute: false,
      schema: {
        operationId: 'downloadBatchVault',
        summary: 'Download all finished documents of a batch as notes of an Obsidian vault as one ZIP',
        tags: ['files'],
        params: batchId,
        response: { ...streamedZip, ...errorsOf(403, 404, 409) },
      } as object,
    },
    (request, reply) =>
      render(request, reply, ({ batch_name: name }) => ({
        task: { kind: 'vault', name },
        filename: `${name} vault`,
      })),
  )

  app.get(
    '/batches/:batch_id/export.zip',
    {
      exposeHeadRoute: false,
      schema: {
        operationId: 'downloadBatchExport',
        summary: 'Download captions, chapters and facts of a batch for another platform as one ZIP',
        tags: ['files'],
        params: batchId,
        querystring: exportQuery,
        response: { ...streamedZip, ...errorsOf(403, 404, 409) },
      } as object,
    },
    async (request, reply) => {
      const { target, base_url } = request.query as z.output<typeof exportQuery>
      return render(request, reply, ({ batch_name: name }) => ({
        task: { kind: 'export', name, options: { target, baseUrl: base_url ? folderUrl(base_url) : null } },
        filename: `${name} ${target}`,
      }))
    },
  )
}
