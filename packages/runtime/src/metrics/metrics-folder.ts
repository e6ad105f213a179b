import { once } from 'node:events'
import { readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import type { Logger } from '@async-events/core'
import { mergePages } from './merge-pages.ts'
import type { Metrics } from './metrics.ts'
import { readSocket } from './read-socket.ts'

const ending = '.sock'

/**
 * Serves the metrics of a process on a Unix socket in the folder that the processes of one machine share. Does nothing
 * without a folder.
 */
export async function shareMetrics(
  folder: string | undefined,
  name: string,
  metrics: Pick<Metrics, 'text'>,
  log: Pick<Logger, 'warn'>,
): Promise<{ close(): Promise<void> }> {
  if (folder === undefined) return { close: async () => {} }
  const path = join(folder, `${name}${ending}`)
  const server = createServer((_request, response) => {
    metrics.text().then(
      (text) => response.end(text),
      () => response.writeHead(500).end(),
    )
  })
  // Of a predecessor that was killed.
  await rm(path, { force: true })
  server.listen(path)
  try {
    await once(server, 'listening')
  } catch (error) {
    log.warn({ err: error }, 'the metrics of this process are not on the common page')
  }
  server.unref()
  return {
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** The own page and those of all processes that share theirs in the folder, as one. */
export async function sharedPage(
  folder: string,
  own: string,
  metrics: Pick<Metrics, 'text'>,
): Promise<string> {
  const names = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith(ending)).sort()
  const others = await Promise.all(
    names.map(async (file) => {
      const text = await readSocket(join(folder, file)).catch(() => null)
      return { name: file.slice(0, -ending.length), text }
    }),
  )
  const pages = new Map([[own, await metrics.text()]])
  for (const { name, text } of others) if (text !== null) pages.set(name, text)
  const answers = [{ name: own, text: '' }, ...others]
  const up = [
    '# HELP async_events_process_up Whether a process of this machine shows its metrics on this page: 1 or 0',
    '# TYPE async_events_process_up gauge',
    ...answers.map(({ name, text }) => `async_events_process_up{process="${name}"} ${text === null ? 0 : 1}`),
    '',
  ]
  return `${mergePages(pages)}\n${up.join('\n')}`
}
