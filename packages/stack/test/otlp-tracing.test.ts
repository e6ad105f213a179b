/** The configured tracing against a real receiver: what is recorded, sampled and sent, and what is told of a failure. */
import { inSpan, type Trace } from '@async-events/core'
import { openTracing, tracingConfig } from '@async-events/runtime'
import { type OtlpReceiver, startOtlpReceiver, until } from '@async-events/testkit'
import { afterEach, expect, it } from 'vitest'
import { z } from 'zod'
import { tracedSender } from '../src/traced-sender.ts'

const open: OtlpReceiver[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()))
})
async function collect(options?: { silent: boolean }) {
  const collector = await startOtlpReceiver(options)
  open.push(collector)
  return collector
}
const configOf = (env: Record<string, string>) => z.object(tracingConfig).parse(env)
const lines: object[] = []
const log = { warn: (data: object) => void lines.push(data) }
const tracingTo = (url: string, env: Record<string, string> = {}) =>
  openTracing(configOf({ OTEL_EXPORTER_OTLP_ENDPOINT: url, ...env }), { name: 'test', log })

const given: Trace = { parent: `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01`, state: 'rojo=1' }
const notSampled: Trace = { ...given, parent: given.parent.replace(/01$/, '00') }

it('without an endpoint there are no spans, and the trace of the caller is handed on', async () => {
  const tracing = await openTracing(configOf({}), { name: 'test', log })
  expect(tracing.isOn).toBe(false)
  expect(tracing.start('x', { parent: given }).trace).toEqual(given)
  expect(await inSpan(tracing, 'x', { parent: null }, async (span) => span.trace)).toBeNull()
  await tracing.close(1)
})

it('spans continue the trace of the caller with its state, and carry what was said of them', async () => {
  const collector = await collect()
  const tracing = await tracingTo(collector.url)
  const other: Trace = { parent: `00-${'12'.repeat(16)}-${'34'.repeat(8)}-01`, state: null }
  const inner = await inSpan(
    tracing,
    'outer',
    { parent: given, links: [other, null], attributes: { a: 1, b: undefined } },
    async (span) => {
      expect(tracing.active()).toEqual(span.trace)
      expect(span.trace?.state).toBe('rojo=1')
      const below = tracing.start('inner', { parent: tracing.active(), kind: 'client' })
      below.rename('named')
      below.fail('timeout', 'It took too long')
      below.end()
      below.end()
      return below.trace
    },
  )
  expect(tracing.active()).toBeNull()
  await tracing.close(5_000)
  expect(collector.spans).toHaveLength(2)
  const outer = collector.spans.find(({ name }) => name === 'outer')
  expect(outer).toMatchObject({
    service: 'async-events-test',
    trace: 'ab'.repeat(16),
    parent: 'cd'.repeat(8),
    attributes: { a: 1 },
    links: [{ trace: '12'.repeat(16), id: '34'.repeat(8) }],
    error: null,
  })
  expect(outer?.attributes).not.toHaveProperty('b')
  const named = collector.spans.find(({ name }) => name === 'named')
  expect(named).toMatchObject({ parent: outer?.id, kind: 'SPAN_KIND_CLIENT', error: 'timeout' })
  expect(inner?.parent).toBe(`00-${named?.trace}-${named?.id}-01`)
})

it.each<[string, Record<string, string>, number]>([
  ['all by default, but for a caller who records none', {}, 2],
  ['always_off', { OTEL_TRACES_SAMPLER: 'always_off' }, 0],
  ['always_on', { OTEL_TRACES_SAMPLER: 'always_on' }, 3],
  [
    'a share of nothing',
    { OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0' },
    1,
  ],
])('sampling: %s', async (_what, env, count) => {
  const collector = await collect()
  const tracing = await tracingTo(collector.url, env)
  for (const parent of [given, notSampled, null]) {
    const span = tracing.start('x', { parent })
    // Also one that is not recorded has a trace, for those who come after.
    expect(span.trace?.parent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$/)
    span.end()
  }
  await tracing.close(5_000)
  expect(collector.spans).toHaveLength(count)
})

it.each([
  ['silent', () => collect({ silent: true }).then(({ url }) => url)],
  // The port of a receiver that has gone.
  [
    'away',
    async () => {
      const gone = await startOtlpReceiver()
      await gone.close()
      return gone.url
    },
  ],
])(
  'a collector that is %s blocks nothing: spans beyond the buffer are dropped, a close is bounded',
  async (_what, where) => {
    const tracing = await tracingTo(await where(), { OTEL_BSP_SCHEDULE_DELAY: '1' })
    for (let index = 0; index < 20_000; index++) tracing.start('x', { parent: null }).end()
    const told = performance.now()
    await tracing.close(300)
    expect(performance.now() - told).toBeLessThan(3_000)
  },
)

it('spans that are lost are told, once a minute', async () => {
  const collector = await collect()
  lines.length = 0
  // Nothing of the receiver is there: 404, which is not tried again.
  const tracing = await tracingTo(`${collector.url}/elsewhere`, { OTEL_BSP_SCHEDULE_DELAY: '1' })
  for (const count of [1, 2]) {
    tracing.start('x', { parent: null }).end()
    await until(() => collector.exports === count, 5_000, 'the span was sent')
  }
  await tracing.close(5_000)
  expect(lines).toEqual([{ reason: expect.stringContaining('Not Found') }])
})

it('a try of a webhook fails its span, which names the host and no more of the address', async () => {
  const collector = await collect()
  const tracing = await tracingTo(collector.url)
  const attempt = { at: new Date(), status: 500, duration_ms: 1, answer: '', signed: false }
  const error = { code: 'webhook_refused', message: 'The receiver answered 500' }
  const told: (Trace | null | undefined)[] = []
  const send = tracedSender(async (_webhook, { trace }) => {
    told.push(trace)
    return { attempt: { ...attempt, error }, retryAfterMs: null }
  }, tracing)
  const webhook = { url: 'https://hooks.example/services/T0/secret' } as Parameters<typeof send>[0]
  await send(webhook, {
    id: 'msg-1',
    body: () => ({}) as never,
    trace: given,
    about: { event: 'job.failed' },
  })
  await tracing.close(5_000)
  const [span] = collector.spans
  expect(span).toMatchObject({ name: 'webhook job.failed', error: 'webhook_refused', trace: 'ab'.repeat(16) })
  expect(span?.attributes).toMatchObject({ 'server.address': 'hooks.example' })
  expect(JSON.stringify(span, (_key, value) => (typeof value === 'bigint' ? '' : value))).not.toContain(
    'secret',
  )
  expect(told).toEqual([{ parent: `00-${span?.trace}-${span?.id}-01`, state: 'rojo=1' }])
})
