import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'

/** Packages of OpenTelemetry that a process loads which opens tracing with this configuration. */
const loadedWith = (endpoint: string): string[] =>
  JSON.parse(
    execFileSync(process.execPath, [join(import.meta.dirname, 'tracing.process.ts'), endpoint], {
      encoding: 'utf8',
    }),
  )

it('nothing of the SDK is loaded until there is an endpoint', () => {
  // prom-client loads the API, which is types and a registry.
  expect(loadedWith('').filter((name) => name !== '@opentelemetry/api')).toEqual([])
  expect(loadedWith('http://127.0.0.1:9')).toContain('@opentelemetry/sdk-trace')
})
