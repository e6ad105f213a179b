/**
 * Sends the spans of a job to the collector of OpenTelemetry and looks for them in what it prints: `npm run test:collector`.
 * Taken from `OTELCOL` or the PATH (with the OTLP receiver and the debug exporter), else built where Go is; without either it
 * says so.
 */
import { spawn, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { inSpan, type Trace, traceIdOf } from '@async-events/core'
import { openTracing, readConfig, tracingConfig } from '@async-events/runtime'
import { freePort } from '@async-events/testkit/free-port'
import { until } from '@async-events/testkit/until'
import { z } from 'zod'

/** Of all parts of the collector. */
const version = 'v0.165.0'
const cache = join(import.meta.dirname, '../../node_modules/.cache/otelcol', version)

const program = findCollector()
if (program === null) {
  console.log('not run: there is neither otelcol (OTELCOL names its program) nor Go to build it')
  process.exit(0)
}
const folder = mkdtempSync(join(tmpdir(), 'async-events-collector-'))
const port = await freePort()
const configuration = join(folder, 'collector.yaml')
writeFileSync(configuration, collectorConfiguration(port))
const collector = spawn(program, ['--config', configuration], { stdio: ['ignore', 'ignore', 'pipe'] })
let printed = ''
collector.stderr.setEncoding('utf8').on('data', (text: string) => {
  printed += text
})
try {
  const isReady = (): boolean => {
    if (collector.exitCode !== null) throw new Error(`the collector ended:\n${printed}`)
    return printed.includes('Everything is ready')
  }
  await until(isReady, 60_000, 'the collector is ready')
  const sent = await sendJob(`http://127.0.0.1:${port}`)
  const shown = ['async-events-test', ...sent.names.map((name) => `Name           : ${name}`)]
  const found = () => shown.every((text) => printed.includes(text))
  await until(found, 10_000, 'the collector has the spans').catch(() => {})
  const missing = shown.filter((text) => !printed.includes(text))
  const inTrace = printed.split(`Trace ID       : ${sent.trace}`).length - 1
  for (const text of shown) console.log(`${missing.includes(text) ? 'missing' : 'ok     '} ${text}`)
  console.log(`${inTrace} of ${sent.names.length} spans are of the trace ${sent.trace}`)
  process.exitCode = missing.length === 0 && inTrace === sent.names.length ? 0 : 1
} finally {
  collector.kill()
  rmSync(folder, { recursive: true, force: true })
}

/** As a request, a step with a fetch, and a webhook that fails. */
async function sendJob(endpoint: string): Promise<{ trace: string; names: string[] }> {
  const environment = { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_RESOURCE_ATTRIBUTES: 'deployment=test' }
  const config = readConfig(z.object(tracingConfig), environment)
  const warn = (data: object, message: string): void => console.error(message, data)
  const tracing = await openTracing(config, { name: 'test', log: { warn } })
  const root: { trace: Trace | null } = { trace: null }
  await inSpan(tracing, 'POST /api/event-job/jobs', { kind: 'server', parent: null }, async (span) => {
    root.trace = span.trace
    span.set({ 'http.response.status_code': 201, 'async_events.job_id': 'job-1' })
  })
  await inSpan(tracing, 'step scrape', { kind: 'consumer', parent: root.trace }, () =>
    inSpan(tracing, 'GET', { kind: 'client', parent: tracing.active() }, async () => {}),
  )
  const webhook = tracing.start('webhook job.completed', { kind: 'client', parent: root.trace })
  webhook.fail('webhook_refused', 'The receiver answered 500')
  webhook.end()
  await tracing.close(10_000)
  return {
    trace: traceIdOf(root.trace) ?? '',
    names: ['POST /api/event-job/jobs', 'step scrape', 'GET', 'webhook job.completed'],
  }
}

function collectorConfiguration(port: number): string {
  const pipeline = { receivers: ['otlp'], exporters: ['debug'] }
  // YAML takes JSON.
  return JSON.stringify({
    receivers: { otlp: { protocols: { http: { endpoint: `127.0.0.1:${port}` } } } },
    exporters: { debug: { verbosity: 'detailed' } },
    service: { telemetry: { metrics: { level: 'none' } }, pipelines: { traces: pipeline } },
  })
}

function findCollector(): string | null {
  const built = join(cache, 'otelcol')
  const onPath = (process.env.PATH ?? '').split(delimiter).map((place) => join(place, 'otelcol'))
  const found = [process.env.OTELCOL ?? '', ...onPath, built].find((file) => file !== '' && existsSync(file))
  if (found !== undefined) return found
  if (spawnSync('go', ['version']).status !== 0) return null
  console.log(`building the collector ${version}, some minutes once`)
  mkdirSync(cache, { recursive: true })
  copyFileSync(join(import.meta.dirname, 'main.go'), join(cache, 'main.go'))
  writeFileSync(join(cache, 'go.mod'), 'module collector\n\ngo 1.25\n')
  const parts = ['receiver/otlpreceiver', 'exporter/debugexporter', 'otelcol']
  const modules = parts.map((part) => `go.opentelemetry.io/collector/${part}@${version}`)
  for (const args of [
    ['get', ...modules],
    ['mod', 'tidy'],
    ['build', '-o', built, '.'],
  ])
    if (spawnSync('go', args, { cwd: cache, stdio: 'inherit' }).status !== 0)
      throw new Error(`the collector cannot be built: go ${args[0]} failed`)
  return built
}
