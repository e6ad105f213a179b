import { mayAccess, type Principal } from '../../domain/access/access.ts'
import type { StoredWebhook } from '../../domain/job/job.ts'
import { type Delivery, hostOf } from '../../domain/webhook/delivery.ts'
import { wantsEvent } from '../../domain/webhook/webhook.ts'
import type { Page } from '../../ports/page.ts'
import { readBatch, readJob } from '../jobs/authorize.ts'
import type { DeliveriesDeps } from './deliveries.ts'

/** What one request sends again at least, when so many have failed; it goes on to the end of a page. */
export const replayAtMost = 1000
const pageSize = 200

export interface ReplayedFailed {
  replayed: number
  /** Some may be left: the same request again takes those. */
  more: boolean
}

/** Sends every failed delivery of a job again, under its id and with all attempts. */
export async function replayJobDeliveries(
  deps: DeliveriesDeps,
  id: string,
  principal: Principal,
): Promise<ReplayedFailed> {
  const { webhook } = await readJob(deps.jobs, id, principal, 'write')
  return replayFailed(
    deps,
    (page) => deps.deliveries.ofJob(id, { state: 'failed' }, page),
    async () => () => webhook,
  )
}

/** The same of a batch and its jobs, without those of jobs that the caller may not change. */
export async function replayBatchDeliveries(
  deps: DeliveriesDeps,
  id: string,
  principal: Principal,
): Promise<ReplayedFailed> {
  const batch = await readBatch(deps.batches, id, principal, 'write')
  return replayFailed(
    deps,
    (page) => deps.deliveries.ofBatch(id, { state: 'failed' }, page),
    async (found) => {
      const jobs = await deps.jobs.receivers([...new Set(found.flatMap(({ job_id }) => job_id ?? []))])
      return ({ endpoint, job_id }) => {
        if (endpoint === 'batch') return batch.webhook
        const job = job_id === null ? undefined : jobs.get(job_id)
        return job && !job.deleted_at && mayAccess(principal, job, 'write') ? job.webhook : null
      }
    },
  )
}

type WebhookOf = (delivery: Delivery) => StoredWebhook | null

async function replayFailed(
  { deliveries, clock }: Pick<DeliveriesDeps, 'deliveries' | 'clock'>,
  list: (page: Page) => Promise<Delivery[]>,
  webhooksOf: (found: Delivery[]) => Promise<WebhookOf>,
): Promise<ReplayedFailed> {
  let replayed = 0
  let after: Page['after'] = null
  for (;;) {
    const found = await list({ limit: pageSize, skip: 0, after })
    const webhookOf = await webhooksOf(found)
    const wanted = found.flatMap((one) => {
      const webhook = webhookOf(one)
      return webhook && wantsEvent(webhook, one.type) ? [{ id: one.id, host: hostOf(webhook) }] : []
    })
    for (const [host, ones] of Map.groupBy(wanted, ({ host }) => host)) {
      const ids = ones.map(({ id }) => id)
      replayed += await deliveries.reopenFailed(ids, host, clock.now())
    }
    const last = found.at(-1)
    if (!last || found.length < pageSize) return { replayed, more: false }
    if (replayed >= replayAtMost) return { replayed, more: true }
    after = { created_at: last.created_at, id: last.id }
  }
}
