#!/usr/bin/env node
import { Client } from '@async-events/client'
import { serveStdio } from '@modelcontextprotocol/server/stdio'
import { type McpConfig, readConfig, usage } from './config.ts'
import { createServer } from './create-server.ts'
import { serveHttp } from './serve-http.ts'

// The standard output belongs to the protocol.
const report = (error: Error): void => void process.stderr.write(`async-events-mcp: ${error.message}\n`)

let config: McpConfig | 'help'
try {
  config = readConfig(process.argv.slice(2), process.env)
} catch (error) {
  report(error instanceof Error ? error : new Error(String(error)))
  process.stderr.write(`\n${usage}`)
  process.exit(2)
}
if (config === 'help') {
  process.stdout.write(usage)
} else if (config.transport === 'http') {
  const service = await serveHttp(config, report)
  process.stderr.write(`async-events-mcp: ${service.url}\n`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void service.close().then(() => process.exit(0)))
} else {
  const client = new Client({
    baseUrl: config.ASYNC_EVENTS_URL,
    apiKey: config.ASYNC_EVENTS_API_KEY,
    userId: config.ASYNC_EVENTS_USER,
  })
  const cache = new Map<string, string>()
  serveStdio(() => createServer(client, cache), { onerror: report })
}
