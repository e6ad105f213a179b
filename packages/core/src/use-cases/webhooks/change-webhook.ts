import type { Principal } from '../../domain/access/access.ts'
import type { Clock } from '../../domain/clock.ts'
import { AppError } from '../../domain/errors.ts'
import type { Batch } from '../../domain/job/batch.ts'
import type { Job, StoredWebhook } from '../../domain/job/job.ts'
import { invalidRequest } from '../../domain/problems.ts'
import { hostOf } from '../../domain/webhook/delivery.ts'
import type { Sealer } from '../../domain/webhook/seal.ts'
import type { BatchStore } from '../../ports/batch-store.ts'
import type { DeliveryStore } from '../../ports/delivery-store.ts'
import type { JobStore } from '../../ports/job-store.ts'
import { readBatch, readJob } from '../jobs/authorize.ts'
import { storeWebhook } from '../jobs/build-job.ts'
import { urlProblems, type WebhookRequest } from '../jobs/check-request.ts'

/** What stays away stays as it is, null is the default again; a `url` of null removes the webhook. */
export type WebhookChange = { [K in keyof WebhookRequest]?: WebhookRequest[K] | null | undefined }

export interface ChangeWebhookDeps {
  jobs: Pick<JobStore, 'get' | 'setWebhook' | 'setWebhookOfBatch'>
  batches: Pick<BatchStore, 'get' | 'setWebhook'>
  deliveries: Pick<DeliveryStore, 'redirect'>
  sealer: Sealer
  clock: Clock
  checkUrl(url: string): void
}

/** From then on the job's own: a change of its batch's leaves it alone. Deliveries that wait go to it at once. */
export async function updateJobWebhook(
  deps: ChangeWebhookDeps,
  id: string,
  change: WebhookChange,
  principal: Principal,
): Promise<Job> {
  const job = await readJob(deps.jobs, id, principal, 'write')
  const webhook = changedWebhook(deps, job.webhook, change)
  const now = deps.clock.now()
  const changed = await deps.jobs.setWebhook(id, webhook, now)
  if (!changed) throw new AppError('not_found')
  await deps.deliveries.redirect({ job_ids: [id] }, receiverOf(webhook), now)
  return changed
}

/** The batch's, and that of its jobs that have none of their own. */
export async function updateBatchWebhook(
  deps: ChangeWebhookDeps,
  id: string,
  change: WebhookChange,
  principal: Principal,
): Promise<Batch> {
  const batch = await readBatch(deps.batches, id, principal, 'write')
  const webhook = changedWebhook(deps, batch.webhook, change)
  const now = deps.clock.now()
  // Jobs first: after a crash in between a repetition starts from the same webhook.
  const job_ids = await deps.jobs.setWebhookOfBatch(batch, webhook, now)
  const changed = await deps.batches.setWebhook(id, webhook, now)
  if (!changed) throw new AppError('not_found')
  await deps.deliveries.redirect({ batch_id: id, job_ids }, receiverOf(webhook), now)
  return changed
}

/** Throws `validation_error`. */
function changedWebhook(
  deps: Pick<ChangeWebhookDeps, 'sealer' | 'checkUrl'>,
  before: StoredWebhook | null,
  { url, ...rest }: WebhookChange,
): StoredWebhook | null {
  const others = Object.entries(rest).filter(([, value]) => value !== undefined)
  if (url === null) {
    const message = 'goes with the webhook: a `url` of null stands alone'
    const problems = others.map(([path]) => ({ path, code: 'not_allowed', message }))
    if (problems.length > 0) throw invalidRequest(problems)
    return null
  }
  if (url === undefined && before === null)
    throw invalidRequest([{ path: 'url', code: 'required', message: 'is needed: there is no webhook yet' }])
  const problems = url === undefined ? [] : urlProblems(deps, [{ path: 'url', url }], '')
  if (problems.length > 0) throw invalidRequest(problems)

  const stated = Object.fromEntries(others.map(([name, value]) => [name, value ?? undefined]))
  const fresh = storeWebhook(deps.sealer, { ...stated, url: url ?? before?.url ?? '' })
  if (before === null) return fresh
  const address = url === undefined ? before : fresh
  const kept = Object.fromEntries(
    Object.entries(fresh).filter(([name]) => others.some(([stated]) => stated === name)),
  )
  // Headers are mostly credentials of the receiver that was: they go to no other, as with redirects of browsers.
  const headers = isSameOrigin(before.url, address.url) ? before.headers : null
  return { ...before, headers, url: address.url, query: address.query ?? null, ...kept }
}

const isSameOrigin = (a: string, b: string): boolean =>
  URL.canParse(a) && URL.canParse(b) && new URL(a).origin === new URL(b).origin

const receiverOf = (webhook: StoredWebhook | null): string => (webhook ? hostOf(webhook) : '')
