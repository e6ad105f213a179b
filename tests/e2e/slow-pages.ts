import { createServer } from 'node:http'
import type { SessionParameters } from '@async-events/client'

export interface SlowPages {
  host: string
  /** Parameters of `count` sessions whose pages take a while. */
  sessions(count: number): SessionParameters[]
  /** The same of pages that answer once they are released. */
  heldSessions(count: number): SessionParameters[]
  release(): void
  close(): Promise<void>
}

/** Pages that answer after `delayMs`, so that a batch can be met in the middle; `/gone` is none of them. */
export async function startSlowPages(delayMs: number): Promise<SlowPages> {
  const held = new Set<() => void>()
  const server = createServer((request, response) => {
    if (request.url === '/gone') {
      response.writeHead(404).end()
      return
    }
    const number = /(\d+)$/.exec(request.url ?? '')?.[1] ?? '0'
    const answer = (): void => {
      response.setHeader('content-type', 'text/html; charset=utf-8')
      response.end(page(number))
    }
    if (request.url?.startsWith('/held/')) held.add(answer)
    else setTimeout(answer, delayMs)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const host = `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  let heldPages = 0
  const sessionsOf = (count: number, folder: string, first = 0): SessionParameters[] =>
    Array.from({ length: count }, (_, index) => ({
      event: 'Slow Conf',
      session: `Talk ${index}`,
      url: `http://${host}/${folder}/${first + index}`,
      filename: `talk-${index}.md`,
      track: 'main',
      target_language: 'en',
    }))
  return {
    host,
    sessions: (count) => sessionsOf(count, 'talks'),
    heldSessions(count) {
      // Pages that nobody has asked for: others may be in the step cache
      const sessions = sessionsOf(count, 'held', heldPages)
      heldPages += count
      return sessions
    },
    release() {
      for (const answer of held) answer()
      held.clear()
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

const page = (
  number: string,
): string => `<!doctype html><html lang="en"><head><title>Talk ${number}</title></head>
<body><main><h1>Talk ${number}</h1>
<p>This talk is number ${number} of a conference that takes its time. It explains how water moves through reed beds,
why a sluice in the wrong place does harm, and what the neighbours said when the meadow was wet for the first time.</p>
<p>The second half shows the measurements of three years. They were taken every Sunday by hand, and they agree with
the sensors to within two centimetres, which nobody had expected of either.</p></main></body></html>`
