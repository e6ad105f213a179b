/** The spans of one job from its request to its webhook, at a real OTLP receiver; and one that takes them and never answers. */
import { type OtlpReceiver, type ReceivedSpan, startOtlpReceiver } from '@async-events/testkit/otlp-receiver'
import { until } from '@async-events/testkit/until'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { apiClient } from '../e2e/api-client.ts'
import { type SlowPages, startSlowPages } from '../e2e/slow-pages.ts'
import { startWebhookReceiver, type WebhookReceiver } from '../harness/webhook-receiver.ts'
import { startApi } from './app.ts'
import { type OwnApps, startOwnApps } from './own-apps.ts'

let pages: SlowPages
let hooks: WebhookReceiver
let collector: OtlpReceiver
let apps: OwnApps
beforeAll(async () => {
  pages = await startSlowPages(1)
  hooks = await startWebhookReceiver({ failing: 0, hanging: 0 })
  collector = await startOtlpReceiver()
  apps = await startOwnApps(['worker-scrape', 'worker-transform'], {
    FETCH_ALLOW: `${pages.host},${hooks.host}`,
    WEBHOOK_SECRET: hooks.secret,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_BSP_SCHEDULE_DELAY: '100',
  })
})
afterAll(async () => {
  await apps?.close()
  await collector?.close()
  await hooks?.close()
  await pages?.close()
})

async function run({ client }: Pick<OwnApps, 'client'>) {
  const [parameters] = pages.sessions(1)
  if (!parameters) throw new Error('no session')
  const { job } = await client.createJob({
    body: { parameters, use_cache: false, webhook: { url: hooks.url } },
  })
  const path = { job_id: job.job_id }
  return (await client.getJob({ path, query: { wait: 60 } })).job
}

const stepOf = (span: ReceivedSpan) => [
  span.attributes['async_events.run'],
  span.attributes['async_events.step'],
]

it('one trace shows the request, each step, each transition and the webhook of a job; a restart is linked', async () => {
  const job = await run(apps)
  expect([job.status, job.error]).toEqual(['completed', null])
  // The caller named no trace: it begins with the request.
  const trace = job.trace_id ?? ''
  expect(trace).toMatch(/^[0-9a-f]{32}$/)
  const ofTrace = () => collector.spans.filter((span) => span.trace === trace)
  const named = (name: string) => ofTrace().filter((span) => span.name === name)
  await until(() => named('webhook job.completed').length === 1, 20_000, 'the webhook has a span')

  const ran = job.steps.filter(({ status }) => status === 'completed')
  expect(ran.length).toBeGreaterThan(2)
  const steps = ofTrace().filter(({ name }) => name.startsWith('step '))
  expect(steps.map(stepOf).sort()).toEqual(ran.map(({ id }) => [1, id]).sort())
  const [request] = named('POST /api/event-job/jobs')
  expect(request).toMatchObject({ service: 'async-events-api', parent: '', kind: 'SPAN_KIND_SERVER' })
  for (const step of steps) {
    expect(step).toMatchObject({ parent: request?.id, error: null })
    expect(step.attributes).toMatchObject({ 'async_events.job_id': job.job_id })
    expect(step.ended).toBeGreaterThanOrEqual(step.started)
    expect(named('transition commit').map(({ parent }) => parent)).toContain(step.id)
  }
  const scrape = steps.find((step) => step.attributes['async_events.step'] === 'scrape')
  expect(scrape?.service).toBe('async-events-worker-scrape')
  expect(named('GET').map(({ parent }) => parent)).toContain(scrape?.id)
  // The receiver of the webhook was told the span of that very try.
  const [sent] = named('webhook job.completed')
  const told = hooks.received.find(({ job_id }) => job_id === job.job_id)
  expect(told?.traceparent).toBe(`00-${trace}-${sent?.id}-01`)
  expect(sent?.service).toBe('async-events-keeper')

  const path = { job_id: job.job_id }
  await apps.client.restartJob({ path, body: { use_cache: false } })
  await apps.client.getJob({ path, query: { wait: 60 } })
  const again = () => ofTrace().filter((span) => span.name.startsWith('step ') && stepOf(span)[0] === 2)
  await until(() => again().length === ran.length, 20_000, 'the second run has its spans')
  const asked = await until(
    () => collector.spans.find(({ name }) => name === 'POST /api/event-job/:job_id/restart'),
    20_000,
    'the restart has its span',
  )
  expect(asked.trace).not.toBe(trace)
  const link = [{ trace: asked.trace, id: asked.id }]
  for (const span of [...again(), ...named('transition restart')]) expect(span.links).toEqual(link)
  for (const step of again()) expect(step.parent).toBe(request?.id)
})

it('a collector that never answers delays neither a job nor a stop', async () => {
  const silent = await startOtlpReceiver({ silent: true })
  try {
    const api = await startApi({ ...apps.place.env, OTEL_EXPORTER_OTLP_ENDPOINT: silent.url })
    expect((await run({ client: apiClient(api.url) })).status).toBe('completed')
    await until(() => silent.exports > 0, 20_000, 'something was exported')
    api.signal('SIGTERM')
    expect(await api.ended).toEqual({ code: 0, signal: null })
  } finally {
    await silent.close()
  }
})
