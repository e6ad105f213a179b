import type { RequestListener } from 'node:http'
import { createServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import {
  type Canaries,
  type Canary,
  canaryUrl,
  closedAddresses,
  startCanaries,
} from '@async-events/testkit/canaries'
import { watch } from '../../packages/web/test/hostile-server.ts'
import { selfSigned } from '../../packages/web/test/self-signed.ts'
import type { NameTable } from './name-table.ts'

/** Hosts of one case, which nobody else asks; gone with it. */
export interface Place {
  /** A URL that answers so. `path` is what follows the part that tells which case it is; `host` a name of the table. */
  site(answer: RequestListener, options?: { path?: string; host?: string }): string
  /** The same over TLS, with a certificate that nobody trusts. */
  secure(answer: RequestListener): string
  /** URLs of canaries, one for each address; their path tells the case. */
  forbidden(path?: string): string[]
  /** A URL whose name leads to a canary; `port` is the canary's, so that it would be heard. */
  privateName(path?: string): string
  /** Port of the canary at 127.0.0.1, for addresses in other notations. */
  canaryPort: number
  close(): void
}

export interface FakeInternet {
  /** For `FETCH_ALLOW`. */
  allow: string
  names: NameTable
  /** @param name what the canaries are told: the id of the row and the name of the case */
  place(name: string): Place
  /** Connections to where no name of this internet may lead. */
  canaries: Canaries
  /** Connections that are open now. */
  open(): number
  close(): Promise<void>
}

/** @param outer canaries that are there already, for URLs that name an address */
export async function startFakeInternet(outer: readonly Canary[]): Promise<FakeInternet> {
  const answers = new Map<string, RequestListener>()
  const listener: RequestListener = (request, response) => {
    // Whoever leaves in the middle is what these tests are about.
    request.on('error', () => {})
    response.on('error', () => {})
    const id = /^\/([^/]+)/.exec(request.url ?? '')?.[1] ?? ''
    const answer = answers.get(id)
    if (answer) answer(request, response)
    else response.writeHead(404, { 'content-type': 'text/html' }).end('<title>Not found</title>')
  }
  const plain = await watch(createServer(listener))
  const secure = await watch(createTlsServer(selfSigned, listener))
  // At the port of the fake internet itself, so that a name that changes its mind would be heard.
  const canaries = await startCanaries({
    port: plain.port,
    addresses: closedAddresses().addresses.filter((address) => address !== '127.0.0.1'),
  })
  const elsewhere = canaries.list.map(({ address }) => address)
  const farther = elsewhere.at(-1) ?? '::1'
  const outerNamed = outer[0] ?? { address: '127.0.0.1', port: plain.port }
  let count = 0

  return {
    allow: `127.0.0.1:${plain.port},127.0.0.1:${secure.port}`,
    names: {
      'talks.example': { addresses: ['127.0.0.1'] },
      'private.example': { addresses: [outerNamed.address] },
      'mixed.example': { addresses: ['127.0.0.1', ...elsewhere] },
      'mixed-last.example': { addresses: [...elsewhere, '127.0.0.1'] },
      'mapped.example': { addresses: ['::ffff:10.0.0.1'] },
      'metadata.example': { addresses: ['169.254.169.254'] },
      'rebind.example': { first: ['127.0.0.1'], later: [farther] },
      'gone.example': { error: 'ENOTFOUND' },
      'again.example': { error: 'EAI_AGAIN' },
      'silent.example': { silent: true },
    },
    place(name) {
      const slug = name
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, '')
        .slice(0, 50)
        .replace(/-$/, '')
      const mine: string[] = []
      const at = (protocol: string, port: number, answer: RequestListener, host: string, path: string) => {
        count += 1
        const id = `${slug}-${count}`
        answers.set(id, answer)
        mine.push(id)
        // A name of its own for each URL: no case waits for the slots or the cached address of another.
        return `${protocol}://${id}.${host}:${port}/${id}${path}`
      }
      return {
        site: (answer, { path = '/talk', host = 'talks.example' } = {}) =>
          at('http', plain.port, answer, host, path),
        secure: (answer) => at('https', secure.port, answer, 'talks.example', '/talk'),
        forbidden: (path = '') => outer.map((canary) => canaryUrl(canary, `/${slug}${path}`)),
        privateName: (path = '') => `http://${slug}.private.example:${outerNamed.port}/${slug}${path}`,
        canaryPort: outerNamed.port,
        close: () => {
          for (const id of mine) answers.delete(id)
        },
      }
    },
    canaries,
    open: () => plain.open() + secure.open(),
    close: async () => {
      await Promise.all([plain.close(), secure.close(), canaries.close()])
    },
  }
}
