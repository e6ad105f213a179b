import { createServer } from 'node:http'
import type { SessionParameters } from '@async-events/client'

export interface SlowPages {
  host: string
  /** Parameters of `count` sessions whose pages take a while. */
  sessions(count: number): SessionParameters[]
  /** The same of one page. */
  session(number: number): SessionParameters
  /** The same of pages that answer once they are released. */
  heldSessions(count: number): SessionParameters[]
  release(): void
  close(): Promise<void>
}

/** Pages on an address of this machine that answer after `delayMs`, so that a batch can be met in the middle; `/gone` is none of them. */
export async function startSlowPages(delayMs: number, address = '127.0.0.1'): Promise<SlowPages> {
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
  await new Promise<void>((resolve) => server.listen(0, address, resolve))
  const bound = server.address()
  const host = `${address}:${typeof bound === 'object' && bound !== null ? bound.port : 0}`
  let heldPages = 0
  const sessionOf = (index: number, folder: string, number: number): SessionParameters => ({
    event: 'Slow Conf',
    session: `Talk ${index}`,
    url: `http://${host}/${folder}/${number}`,
    filename: `talk-${index}.md`,
    track: 'main',
    target_language: 'en',
  })
  const sessionsOf = (count: number, folder: string, first = 0): SessionParameters[] =>
    Array.from({ length: count }, (_, index) => sessionOf(index, folder, first + index))
  return {
    host,
    sessions: (count) => sessionsOf(count, 'talks'),
    session: (number) => sessionOf(number, 'talks', number),
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
