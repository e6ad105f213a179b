/** Opens tracing with the endpoint of the first argument, and prints which packages of OpenTelemetry were loaded. */
import { registerHooks } from 'node:module'

const loaded = new Set<string>()
registerHooks({
  resolve(specifier, context, next) {
    if (specifier.startsWith('@opentelemetry/')) loaded.add(specifier)
    return next(specifier, context)
  },
})
const { openTracing, readConfig, tracingConfig } = await import('../src/index.ts')
const { z } = await import('zod')
const endpoint = process.argv[2] ?? ''
const config = readConfig(z.object(tracingConfig), { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint })
const tracing = await openTracing(config, { name: 'test', log: { warn: () => {} } })
await tracing.close(10)
console.info(JSON.stringify([...loaded]))
