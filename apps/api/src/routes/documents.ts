import { readFileSync } from 'node:fs'
import { errorPagePath, errorStylePath, errorsPage } from '../documents/error-pages.ts'
import { llmsText } from '../documents/llms-text.ts'
import { pagePolicy } from '../plugins/security-headers.ts'
import type { App } from './route-deps.ts'

/** Texts for people and language models, made from what the service knows: they work without a network. */
export function documentRoutes(app: App): void {
  const schema = { hide: true } as object
  const page = errorsPage()
  const style = readFileSync(new URL('../documents/errors.css', import.meta.url))
  app.get(errorPagePath, { schema }, async (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', pagePolicy)
      .header('cache-control', 'no-cache')
      .send(page),
  )
  app.get(errorStylePath, { schema }, async (_request, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'no-cache').send(style),
  )
  app.get('/llms.txt', { schema }, async (_request, reply) =>
    reply
      .type('text/plain; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(llmsText(app.swagger() as unknown as Parameters<typeof llmsText>[0])),
  )
}
