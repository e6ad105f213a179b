import {
  listBatchDeliveries,
  listJobDeliveries,
  type ReplayedFailed,
  replayBatchDeliveries,
  replayDelivery,
  replayJobDeliveries,
  testWebhook,
} from '@async-events/core'
import { idempotently } from '../http/idempotently.ts'
import { nextCursor, pageOf } from '../paging/read-page.ts'
import { batchId } from '../schemas/batch.ts'
import {
  deliveriesReplayed,
  deliveryId,
  deliveryList,
  deliveryQuery,
  deliveryReplayed,
  webhookTested,
} from '../schemas/delivery.ts'
import { errorsOf } from '../schemas/errors.ts'
import { onceHeaders } from '../schemas/headers.ts'
import { jobId } from '../schemas/job.ts'
import { webhook } from '../schemas/webhook.ts'
import { attemptView, deliveryView } from '../views/delivery-view.ts'
import type { App, RouteDeps } from './route-deps.ts'

const tags = ['webhooks']

export function deliveryRoutes(app: App, deps: RouteDeps): void {
  app.get(
    '/jobs/:job_id/deliveries',
    {
      schema: {
        operationId: 'listJobDeliveries',
        summary: 'List the webhook deliveries of a job, newest first',
        tags,
        params: jobId,
        querystring: deliveryQuery,
        response: { 200: deliveryList, ...errorsOf(403, 404) },
      },
    },
    async (request) => {
      const { state } = request.query
      const page = pageOf(request.query)
      const found = await listJobDeliveries(deps, request.params.job_id, { state }, page, request.principal)
      return {
        status: 'success' as const,
        deliveries: found.map(deliveryView),
        next_cursor: nextCursor(found, page),
      }
    },
  )

  app.get(
    '/batches/:batch_id/deliveries',
    {
      schema: {
        operationId: 'listBatchDeliveries',
        summary: 'The same for a batch and its jobs',
        tags,
        params: batchId,
        querystring: deliveryQuery,
        response: { 200: deliveryList, ...errorsOf(403, 404) },
      },
    },
    async (request) => {
      const { batch_id } = request.params
      const { state } = request.query
      const page = pageOf(request.query)
      const found = await listBatchDeliveries(deps, batch_id, { state }, page, request.principal)
      return {
        status: 'success' as const,
        deliveries: found.shown.map(deliveryView),
        next_cursor: nextCursor(found.page, page),
      }
    },
  )

  app.post(
    '/deliveries/:delivery_id/replay',
    {
      schema: {
        operationId: 'replayDelivery',
        summary: 'Replay a webhook with the same id',
        tags,
        headers: onceHeaders,
        params: deliveryId,
        response: { 202: deliveryReplayed, ...errorsOf(403, 404, 409, 422) },
      },
    },
    (request, reply) =>
      idempotently(deps, request, reply, async () => {
        const again = await replayDelivery(deps, request.params.delivery_id, request.principal)
        const message = 'The webhook is sent again.'
        return {
          status: 202,
          body: { status: 'success' as const, delivery: deliveryView(again), message },
        }
      }),
  )

  app.post(
    '/jobs/:job_id/deliveries/replay',
    {
      schema: {
        operationId: 'replayJobDeliveries',
        summary: 'Replay all failed webhooks of a job, each with its id',
        tags,
        headers: onceHeaders,
        params: jobId,
        response: { 202: deliveriesReplayed, ...errorsOf(403, 404, 409, 422) },
      },
    },
    (request, reply) =>
      idempotently(deps, request, reply, async () =>
        replayedAnswer(await replayJobDeliveries(deps, request.params.job_id, request.principal)),
      ),
  )

  app.post(
    '/batches/:batch_id/deliveries/replay',
    {
      schema: {
        operationId: 'replayBatchDeliveries',
        summary: 'The same for a batch and its jobs',
        tags,
        headers: onceHeaders,
        params: batchId,
        response: { 202: deliveriesReplayed, ...errorsOf(403, 404, 409, 422) },
      },
    },
    (request, reply) =>
      idempotently(deps, request, reply, async () =>
        replayedAnswer(await replayBatchDeliveries(deps, request.params.batch_id, request.principal)),
      ),
  )

  app.post(
    '/webhooks/test',
    {
      schema: {
        operationId: 'testWebhook',
        summary: 'Send a test event to a webhook and report the result',
        tags,
        headers: onceHeaders,
        body: webhook,
        response: { 200: webhookTested, ...errorsOf(409, 422) },
      },
    },
    (request, reply) =>
      idempotently(deps, request, reply, async () => {
        const { id, attempt } = await testWebhook(deps, request.body)
        return {
          status: 200,
          body: {
            status: 'success' as const,
            delivered: attempt.error === null,
            webhook_id: id,
            result: attemptView(attempt),
            message:
              attempt.error === null
                ? `The receiver took it${attempt.signed ? '' : '; it was not signed: there is no secret'}.`
                : attempt.error.message,
          },
        }
      }),
  )
}

const replayedAnswer = ({ replayed, more }: ReplayedFailed) => ({
  status: 202,
  body: {
    status: 'success' as const,
    replayed,
    more,
    message: `${replayed} webhooks are sent again${more ? '; there may be more' : ''}.`,
  },
})
