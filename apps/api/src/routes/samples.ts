import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import files from '@fastify/static'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { App } from './route-deps.ts'

const root = fileURLToPath(new URL('../../../../demo/sample-conference', import.meta.url))

/** `{origin}` in it stands for where the conference is served. */
const sessionsFile = 'sessions.json'
const sessionsSchema = z.array(z.looseObject({ session: z.string(), url: z.string(), track: z.string() }))

/** Pages as any site has them, but nothing in them runs. */
const samplePolicy =
  "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'self'; frame-ancestors 'none'; sandbox"

/**
 * The sample conference below `/samples/`, for examples that run without a network: its pages and media, an overview, and
 * `batch.json`, the body of `POST /batches` for all its talks. `url` is where the workers reach it, ending in a slash.
 */
export async function sampleRoutes(app: App, url: string): Promise<void> {
  const origin = url.replace(/\/$/, '')
  const sessions = sessionsSchema.parse(
    JSON.parse(readFileSync(`${root}/${sessionsFile}`, 'utf8').replaceAll('{origin}', origin)),
  )
  const asPage = (reply: FastifyReply): FastifyReply =>
    reply.header('content-security-policy', samplePolicy).header('cache-control', 'no-cache')

  const options = { exposeHeadRoute: true, schema: { hide: true } as object }
  app.get('/samples', options, (_request, reply) => reply.redirect('/samples/', 308))
  app.get('/samples/', options, async (_request, reply) =>
    asPage(reply).type('text/html; charset=utf-8').send(overview(sessions, origin)),
  )
  app.get('/samples/batch.json', options, async () => ({
    batch_name: 'Sample conference',
    jobs: sessions.map((parameters) => ({ parameters })),
  }))
  await app.register(files, {
    root,
    prefix: '/samples/',
    index: false,
    dotfiles: 'ignore',
    decorateReply: false,
    cacheControl: false,
    schemaHide: true,
    setHeaders: (reply, path) => {
      reply.header('content-security-policy', samplePolicy)
      reply.header('cache-control', 'no-cache')
      // One page states another encoding than UTF-8 itself.
      if (path.endsWith('.html')) reply.header('content-type', 'text/html')
    },
  })
}

function overview(sessions: z.infer<typeof sessionsSchema>, origin: string): string {
  const items = sessions.map(
    ({ session, url, track }) =>
      `<li><a href="${escapeHtml(url.replace(`${origin}/`, ''))}">${escapeHtml(session)}</a> (${escapeHtml(track)})</li>`,
  )
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Wetland Conf 2026</title>
<h1>Wetland Conf 2026</h1>
<p>A conference that was invented for examples and tests. <a href="batch.json">batch.json</a> is the body of
<code>POST /api/event-job/batches</code> for all its talks.</p>
<ul>
${items.join('\n')}
</ul>
`
}

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
