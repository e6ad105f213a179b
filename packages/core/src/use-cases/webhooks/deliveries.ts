import { randomUUID } from 'node:crypto'
import { mayAccess, type Principal } from '../../domain/access/access.ts'
import type { Clock } from '../../domain/clock.ts'
import { AppError } from '../../domain/errors.ts'
import { invalidRequest } from '../../domain/problems.ts'
import { type Delivery, type DeliveryAttempt, hostOf } from '../../domain/webhook/delivery.ts'
import type { Sealer } from '../../domain/webhook/seal.ts'
import { testBody } from '../../domain/webhook/webhook-body.ts'
import type { BatchStore } from '../../ports/batch-store.ts'
import type { DeliveryFilter, DeliveryStore } from '../../ports/delivery-store.ts'
import type { JobStore } from '../../ports/job-store.ts'
import type { Page } from '../../ports/page.ts'
import { readBatch, readJob } from '../jobs/authorize.ts'
import { storeWebhook } from '../jobs/build-job.ts'
import { urlProblems, type WebhookRequest } from '../jobs/check-request.ts'
import type { SendWebhook } from './webhook-sender.ts'

export interface DeliveriesDeps {
  jobs: JobStore
  batches: BatchStore
  deliveries: DeliveryStore
  clock: Clock
}

export async function listJobDeliveries(
  deps: DeliveriesDeps,
  jobId: string,
  filter: DeliveryFilter,
  page: Page,
  principal: Principal,
): Promise<Delivery[]> {
  await readJob(deps.jobs, jobId, principal, 'read')
  return deps.deliveries.ofJob(jobId, filter, page)
}

/**
 * Deliveries of the batch and its jobs. `shown` omits those of jobs that the caller may no longer read; the next page
 * continues after the last of `page`.
 */
export async function listBatchDeliveries(
  deps: DeliveriesDeps,
  batchId: string,
  filter: DeliveryFilter,
  page: Page,
  principal: Principal,
): Promise<{ page: Delivery[]; shown: Delivery[] }> {
  const batch = await readBatch(deps.batches, batchId, principal, 'read')
  const found = await deps.deliveries.ofBatch(batchId, filter, page)
  const isOwner = principal.kind === 'user' && principal.id === batch.user_id
  if (isOwner || principal.kind === 'operator') return { page: found, shown: found }
  const readable = new Set<string | null>([null])
  for (const id of new Set(found.map((one) => one.job_id))) {
    const job = id === null ? null : await deps.jobs.get(id)
    if (job && !job.deleted_at && mayAccess(principal, job, 'read')) readable.add(id)
  }
  return { page: found, shown: found.filter((one) => readable.has(one.job_id)) }
}

/** Sends it again, with the same id and all attempts. A delivery in progress continues. */
export async function replayDelivery(
  deps: DeliveriesDeps,
  id: string,
  principal: Principal,
): Promise<Delivery> {
  const delivery = await deps.deliveries.get(id)
  if (!delivery) throw notFound()
  const reading =
    delivery.endpoint === 'batch'
      ? readBatch(deps.batches, delivery.batch_id ?? '', principal, 'write')
      : readJob(deps.jobs, delivery.job_id ?? '', principal, 'write')
  const { webhook } = await reading.catch((error: unknown) => {
    // As for one that never was: the answer must not tell them apart.
    throw error instanceof AppError && error.code === 'not_found' ? notFound() : error
  })
  const again = webhook && (await deps.deliveries.reopen(id, hostOf(webhook), deps.clock.now()))
  if (!again) throw notFound()
  return again
}

const notFound = (): AppError => new AppError('not_found', 'There is no delivery with this id.')

export interface TestWebhookDeps {
  sendWebhook: SendWebhook
  sealer: Sealer
  clock: Clock
  checkUrl(url: string): void
}

/** Sends `webhook.test` once, and tells what came of it. Throws `validation_error` for a URL that is not allowed. */
export async function testWebhook(
  deps: TestWebhookDeps,
  request: WebhookRequest,
): Promise<{ id: string; attempt: DeliveryAttempt }> {
  const details = urlProblems(deps, [{ path: 'url', url: request.url }], '')
  if (details.length > 0) throw invalidRequest(details)
  const id = `test-${randomUUID()}`
  const message = { id, body: () => testBody(deps.clock.now()) }
  const { attempt } = await deps.sendWebhook(storeWebhook(deps.sealer, request), message)
  return { id, attempt }
}
