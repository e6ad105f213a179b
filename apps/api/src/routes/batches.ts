import {
  archiveBatch,
  type Batch,
  cancelBatch,
  createBatch,
  deleteBatch,
  failAllBatches,
  noJobs,
  ownerFilter,
  readBatch,
  restartBatch,
  toggleBatchActive,
  updateBatchAccess,
} from '@async-events/core'
import { z } from 'zod'
import { createIdempotently } from '../http/idempotently.ts'
import { sendBatchArchive } from '../http/send-batch-archive.ts'
import { waitFor } from '../http/wait-for.ts'
import { nextCursor, pageOf } from '../paging/read-page.ts'
import { errorsOf, headers } from '../schemas/common.ts'
import * as examples from '../schemas/examples.ts'
import {
  accessChange,
  activeChange,
  archiveChange,
  batch,
  batchCreate,
  batchId,
  batchQuery,
  batchRestart,
  waitQuery,
} from '../schemas/job.ts'
import { batchView } from '../views/batch-view.ts'
import { prefix } from '../views/job-view.ts'
import type { App, RouteDeps } from './route-deps.ts'

const tags = ['batches']
const batchRead = z
  .object({ status: z.literal('success'), batch })
  .meta({ id: 'BatchRead', examples: [{ status: 'success', batch: examples.batch }] })
const batchAnswer = z.object({ status: z.literal('success'), batch, message: z.string() }).meta({
  id: 'BatchAnswer',
  examples: [{ status: 'success', batch: examples.batch, message: 'The batch is active and goes on.' }],
})
const batchCreated = z
  .object({ status: z.literal('success'), batch, job_ids: z.array(z.string()), message: z.string() })
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

const batchRestarted = z
  .object({ status: z.literal('success'), batch, message: z.string(), restarted_jobs: z.int() })
  .meta({
    id: 'BatchRestarted',
    examples: [
      { status: 'success', batch: examples.batch, message: '1 jobs were restarted.', restarted_jobs: 1 },
    ],
  })
const batchCancelled = z
  .object({ status: z.literal('success'), batch, message: z.string(), cancelled_jobs: z.int() })
  .meta({
    id: 'BatchCancelled',
    examples: [
      { status: 'success', batch: examples.batch, message: '1 jobs were cancelled.', cancelled_jobs: 1 },
    ],
  })
const allFailed = z
  .object({ status: z.literal('success'), message: z.string(), updated_count: z.int() })
  .meta({
    id: 'AllBatchesFailed',
    examples: [{ status: 'success', message: '2 jobs were failed.', updated_count: 2 }],
  })

/** Bytes: a batch of a whole conference. */
export const largeBody = 16 * 1024 * 1024

export function batchRoutes(app: App, deps: RouteDeps): void {
  const views = async (found: Batch[]) => {
    const ids = found.map(({ id }) => id)
    const [counts, positions] = await Promise.all([deps.jobs.counts(ids), deps.events.positions(ids)])
    return found.map((one) => batchView(one, counts.get(one.id) ?? noJobs, positions.get(one.id) ?? 0))
  }
  const view = async (found: Batch) => {
    const [counts, positions] = await Promise.all([
      deps.jobs.counts([found.id]),
      deps.events.positions([found.id]),
    ])
    return batchView(found, counts.get(found.id) ?? noJobs, positions.get(found.id) ?? 0)
  }

  app.post(
    '/batches',
    {
      bodyLimit: largeBody,
      schema: {
        operationId: 'createBatch',
        summary: 'Create a batch of jobs',
        tags,
        headers,
        body: batchCreate,
        response: { 201: batchCreated, ...errorsOf(409, 422) },
      },
    },
    (request, reply) =>
      createIdempotently(deps, request, reply, async (reserved) => {
        const created = await createBatch(deps, request.body, {
          principal: request.principal,
          useCacheHeader: request.headers['x-use-cache'],
          reserved,
        })
        return {
          location: `${prefix}/batches/${created.batch.id}`,
          body: {
            status: 'success' as const,
            batch: await view(created.batch),
            job_ids: created.jobs.map((job) => job.id),
            message: `A batch of ${created.jobs.length} jobs was accepted.`,
          },
        }
      }),
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
      const { limit, skip, cursor, status, archived = false, isActive, user_id } = request.query
      const page = pageOf({ limit, skip, cursor })
      const filter = {
        owner: ownerFilter(request.principal),
        archived,
        ...(status === undefined ? {} : { status }),
        ...(isActive === undefined ? {} : { isActive }),
        ...(user_id === undefined ? {} : { user_id }),
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
        summary: 'Read a batch, or wait for it',
        tags,
        params: batchId,
        querystring: waitQuery,
        response: { 200: batchRead, ...errorsOf(403, 404) },
      },
    },
    async (request) => {
      const { wait = 0, since } = request.query
      const release = wait > 0 ? app.hold(request) : () => {}
      const found = await waitFor(
        async () => view(await readBatch(deps.batches, request.params.batch_id, request.principal, 'read')),
        (current) =>
          since === undefined
            ? current.status !== 'pending' && current.status !== 'processing'
            : current.revision > since,
        wait,
        AbortSignal.any([request.signal, app.stopping]),
      ).finally(release)
      return { status: 'success' as const, batch: found }
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
    '/batches/:batch_id/archive',
    {
      schema: {
        operationId: 'archiveBatch',
        summary: 'Hide a batch from the default list, or bring it back',
        tags,
        params: batchId,
        body: archiveChange,
        response: { 200: batchAnswer, ...errorsOf(403, 404) },
      },
    },
    async (request) => {
      const archived = request.body?.archived ?? true
      const changed = await archiveBatch(deps, request.params.batch_id, archived, request.principal)
      const message = archived
        ? 'The batch was archived; nothing was deleted.'
        : 'The batch is in the list again.'
      return { status: 'success' as const, batch: await view(changed), message }
    },
  )

  app.post(
    '/batches/:batch_id/toggle-active',
    {
      schema: {
        operationId: 'toggleBatchActive',
        summary: 'Pause a batch, or let it go on',
        tags,
        params: batchId,
        body: activeChange,
        response: { 200: batchAnswer, ...errorsOf(403, 404) },
      },
    },
    async (request) => {
      const changed = await toggleBatchActive(
        deps,
        request.params.batch_id,
        request.body?.isActive,
        request.principal,
      )
      const message = changed.isActive
        ? 'The batch is active and goes on.'
        : 'The batch is paused: no further step starts, running steps finish.'
      return { status: 'success' as const, batch: await view(changed), message }
    },
  )

  app.post(
    '/batches/:batch_id/restart',
    {
      schema: {
        operationId: 'restartBatch',
        summary: 'Run the jobs of a batch again that failed, or all that have ended',
        tags,
        headers,
        params: batchId,
        body: batchRestart,
        response: { 200: batchRestarted, ...errorsOf(403, 404) },
      },
    },
    async (request) => {
      const { batch: found, restarted } = await restartBatch(
        deps,
        request.params.batch_id,
        request.body ?? {},
        request.principal,
        request.headers['x-use-cache'],
      )
      return {
        status: 'success' as const,
        batch: await view(found),
        message: `${restarted} jobs were restarted.`,
        restarted_jobs: restarted,
      }
    },
  )

  app.post(
    '/batches/:batch_id/cancel',
    {
      schema: {
        operationId: 'cancelBatch',
        summary: 'Cancel every job of a batch that has not ended',
        tags,
        params: batchId,
        response: { 200: batchCancelled, ...errorsOf(403, 404) },
      },
    },
    async (request) => {
      const { batch: found, cancelled } = await cancelBatch(deps, request.params.batch_id, request.principal)
      return {
        status: 'success' as const,
        batch: await view(found),
        message: `${cancelled} jobs were cancelled.`,
        cancelled_jobs: cancelled,
      }
    },
  )

  app.post(
    '/batches/fail-all',
    {
      schema: {
        operationId: 'failAllBatches',
        summary: 'Fail what has not ended in every batch that is not archived; finished work stays',
        tags,
        response: { 200: allFailed, ...errorsOf(403) },
      },
    },
    async (request) => {
      const failed = await failAllBatches(deps, request.principal)
      return { status: 'success' as const, message: `${failed} jobs were failed.`, updated_count: failed }
    },
  )

  app.patch(
    '/batches/:batch_id/access',
    {
      schema: {
        operationId: 'updateBatchAccess',
        summary: 'Change who may read, change and share a batch and its jobs',
        tags,
        params: batchId,
        body: accessChange,
        response: { 200: batchRead, ...errorsOf(403, 404) },
      },
    },
    async (request) => {
      const { batch_id } = request.params
      const changed = await updateBatchAccess(deps, batch_id, request.body, request.principal)
      return { status: 'success' as const, batch: await view(changed) }
    },
  )

  app.get(
    '/batches/:batch_id/download-archive',
    {
      exposeHeadRoute: false,
      schema: {
        operationId: 'downloadBatchArchive',
        summary: 'Download the documents of all finished jobs of a batch as one ZIP',
        tags: ['files'],
        params: batchId,
        response: {
          200: {
            description: 'The ZIP, made while it is sent.',
            content: { 'application/zip': { schema: z.string().meta({ format: 'binary' }) } },
          },
          ...errorsOf(403, 404),
        },
      } as object,
    },
    async (request, reply) => {
      const { batch_id: id } = request.params as { batch_id: string }
      const found = await readBatch(deps.batches, id, request.principal, 'read')
      return sendBatchArchive(request, reply, deps, found)
    },
  )
}
