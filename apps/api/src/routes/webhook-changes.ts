import { updateBatchWebhook, updateJobWebhook } from '@async-events/core'
import { batchId } from '../schemas/batch.ts'
import { errorsOf } from '../schemas/errors.ts'
import { jobId } from '../schemas/job.ts'
import { webhookChange } from '../schemas/webhook.ts'
import { viewOfBatch } from '../views/view-of-batch.ts'
import { viewOfJob } from '../views/view-of-job.ts'
import { batchRead } from './batches.ts'
import { jobRead } from './jobs.ts'
import type { App, RouteDeps } from './route-deps.ts'

const tags = ['webhooks']

export function webhookChangeRoutes(app: App, deps: RouteDeps): void {
  const jobView = viewOfJob(deps)
  const batchView = viewOfBatch(deps)

  app.patch(
    '/jobs/:job_id/webhook',
    {
      schema: {
        operationId: 'updateJobWebhook',
        summary: 'Change, add or remove the webhook of a job',
        tags,
        params: jobId,
        body: webhookChange,
        response: { 200: jobRead, ...errorsOf(403, 404) },
      },
    },
    async (request) => {
      const { job_id } = request.params
      const changed = await updateJobWebhook(deps, job_id, request.body, request.principal)
      return { status: 'success' as const, job: await jobView(changed) }
    },
  )

  app.patch(
    '/batches/:batch_id/webhook',
    {
      schema: {
        operationId: 'updateBatchWebhook',
        summary: 'Change, add or remove the webhook of a batch and of its jobs without their own',
        tags,
        params: batchId,
        body: webhookChange,
        response: { 200: batchRead, ...errorsOf(403, 404) },
      },
    },
    async (request) => {
      const { batch_id } = request.params
      const changed = await updateBatchWebhook(deps, batch_id, request.body, request.principal)
      return { status: 'success' as const, batch: await batchView(changed) }
    },
  )
}
