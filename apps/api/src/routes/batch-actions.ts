import {
  archiveBatch,
  cancelBatch,
  restartBatch,
  toggleBatchActive,
  updateBatchAccess,
} from '@async-events/core'
import { z } from 'zod'
import { answerAfterWait } from '../http/answer-after-wait.ts'
import { createOptions } from '../http/create-options.ts'
import { idempotently } from '../http/idempotently.ts'
import { accessChange } from '../schemas/access.ts'
import { activeChange, archiveChange, batch, batchId, batchRestart } from '../schemas/batch.ts'
import { errorsOf } from '../schemas/errors.ts'
import * as examples from '../schemas/examples.ts'
import { headers } from '../schemas/headers.ts'
import { runQuery } from '../schemas/query.ts'
import { lookAtBatch, viewOfBatch } from '../views/view-of-batch.ts'
import { batchRead } from './batches.ts'
import type { App, RouteDeps } from './route-deps.ts'

const tags = ['batches']
const batchAnswer = z.object({ status: z.literal('success'), batch, message: z.string() }).meta({
  id: 'BatchAnswer',
  examples: [{ status: 'success', batch: examples.batch, message: 'The batch is active and goes on.' }],
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

/** What is done to a batch: `/batches/:batch_id/<action>`. */
export function batchActionRoutes(app: App, deps: RouteDeps): void {
  const view = viewOfBatch(deps)

  app.post(
    '/batches/:batch_id/archive',
    {
      schema: {
        operationId: 'archiveBatch',
        summary: 'Archive a batch (hide it in lists), or unarchive it',
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
        summary: 'Pause or resume a batch',
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
        summary: 'Restart the failed jobs of a batch, or all that have ended',
        tags,
        headers,
        params: batchId,
        querystring: runQuery,
        body: batchRestart,
        response: { 200: batchRestarted, ...errorsOf(403, 404, 409, 422) },
      },
    },
    (request, reply) =>
      answerAfterWait(
        app,
        request,
        () =>
          idempotently(deps, request, reply, async (reserved) => {
            const options = createOptions(request, reserved)
            const { batch: found, restarted } = await restartBatch(
              deps,
              request.params.batch_id,
              request.body ?? {},
              options,
            )
            return {
              status: 200,
              body: {
                status: 'success' as const,
                batch: await view(found),
                message: `${restarted} jobs were restarted.`,
                restarted_jobs: restarted,
              },
            }
          }),
        lookAtBatch(deps, request.principal),
      ),
  )

  app.post(
    '/batches/:batch_id/cancel',
    {
      schema: {
        operationId: 'cancelBatch',
        summary: 'Cancel all unfinished jobs of a batch',
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

  app.patch(
    '/batches/:batch_id/access',
    {
      schema: {
        operationId: 'updateBatchAccess',
        summary: 'Change the access rights of a batch and its jobs',
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
}
