import { until } from '@async-events/testkit/until'
import { never, redirect, status } from '../answers.ts'
import type { RequestCase } from '../case.ts'
import type { Place } from '../fake-internet.ts'
import { session } from './sessions.ts'

/** What the first try of a delivery ends with; whatever it is, the job has completed. */
const deliveryCase = (name: string, url: (place: Place) => string, code: string): RequestCase => ({
  row: 'U11',
  name: `a webhook at ${name}`,
  ask: async ({ client }, place) => {
    const { job } = await client.createJob({ body: { ...session(place), webhook: { url: url(place) } } })
    const path = { job_id: job.job_id }
    const tried = await until(
      async () => {
        const { deliveries } = await client.listJobDeliveries({ path })
        return deliveries.find(({ log }) => log.length > 0)
      },
      90_000,
      'the webhook is tried',
      500,
    )
    const found = tried.log[0]?.error?.code
    const { status: ended } = (await client.getJob({ path })).job
    if (found !== code || ended !== 'completed')
      throw new Error(`the delivery ended with ${found}, the job ${ended}`)
  },
})

export const webhookCases: readonly RequestCase[] = [
  deliveryCase(
    'a name with a private address',
    (place) => place.privateName('/webhook'),
    'destination_not_allowed',
  ),
  deliveryCase(
    'a name with mixed addresses',
    (place) => place.site(status(200), { host: 'mixed.example' }),
    'destination_not_allowed',
  ),
  deliveryCase(
    'a place that redirects to a canary',
    (place) => place.site(redirect(place.forbidden('/webhook')[0] ?? '', 307)),
    'webhook_redirected',
  ),
  deliveryCase(
    'a name that does not exist',
    (place) => place.site(never, { host: 'gone.example' }),
    'host_not_found',
  ),
  deliveryCase('a receiver that nobody trusts', (place) => place.secure(status(200)), 'tls_error'),
]
