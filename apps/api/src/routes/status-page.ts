import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pagePolicy } from '../plugins/security-headers.ts'
import type { App } from './route-deps.ts'

const files = {
  '/': { file: 'index.html', type: 'text/html; charset=utf-8' },
  '/status.js': { file: 'status.js', type: 'text/javascript; charset=utf-8' },
  '/status.css': { file: 'status.css', type: 'text/css; charset=utf-8' },
} as const

/** A plain page that shows what is going on: batches, jobs, progress. It only uses the public API. */
export function statusPage(app: App): void {
  for (const [path, { file, type }] of Object.entries(files)) {
    const content = readFileSync(join(import.meta.dirname, '..', 'page', file))
    app.get(path, { schema: { hide: true } as object }, async (_request, reply) =>
      reply
        .type(type)
        .header('content-security-policy', pagePolicy)
        .header('cache-control', 'no-cache')
        .send(content),
    )
  }
}
