/** The lint rule of biome.json that nothing but packages/web reaches the network, by linting what it forbids. */
import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../../..')
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'only-way-out-'))
  const config = JSON.parse(await readFile(join(root, 'biome.json'), 'utf8'))
  await writeFile(join(folder, 'biome.json'), JSON.stringify({ ...config, vcs: { enabled: false } }))
})
afterAll(() => rm(folder, { recursive: true }))

/** The lines that the rules complain about, in a file at this path of the project. */
async function complaints(path: string, lines: readonly string[]): Promise<string[]> {
  await mkdir(dirname(join(folder, path)), { recursive: true })
  await writeFile(join(folder, path), lines.join('\n'))
  const { stdout } = spawnSync(
    join(root, 'node_modules/.bin/biome'),
    ['lint', '--max-diagnostics=none', '--reporter=github', path],
    { cwd: folder, encoding: 'utf8' },
  )
  const numbers = new Set(
    [...stdout.matchAll(/title=lint\/style\/noRestricted.*?,line=(\d+),/g)].map(([, line]) => Number(line)),
  )
  return lines.filter((_, index) => numbers.has(index + 1))
}

const forbidden = [
  "await fetch('http://a.example')",
  "await globalThis.fetch('http://a.example')",
  "await globalThis['fetch']('http://a.example')",
  "await global.fetch('http://a.example')",
  'const { fetch: other } = globalThis',
  'const alias = fetch',
  "new WebSocket('ws://a.example')",
  "new EventSource('http://a.example')",
  "import { request } from 'node:http'",
  "import { get, createServer as c1 } from 'node:http'",
  "import { Agent } from 'node:https'",
  "import http from 'node:http'",
  "import * as https from 'node:https'",
  "import { connect } from 'node:net'",
  "import { createConnection, isIP as i1 } from 'node:net'",
  "import net from 'node:net'",
  "import { connect as c2 } from 'node:tls'",
  "import { connect as c3 } from 'node:http2'",
  "import { createSocket } from 'node:dgram'",
  "import { lookup } from 'node:dns'",
  "import { resolve4 } from 'node:dns/promises'",
  "import got from 'got'",
  "import { request as r2 } from 'undici'",
  "import axios from 'axios'",
  "import WebSocketClient from 'ws'",
  "export { connect as c4 } from 'node:net'",
  "const later = await import('node:net')",
  "const required = require('node:https')",
]

const allowed = [
  "import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'",
  "import { createServer as listen, isIP, type AddressInfo, type Socket } from 'node:net'",
  'export const run = (ctx: { fetch(url: string): void }) => ctx.fetch("http://a.example")',
  'export const given = (fetch: (url: string) => void) => fetch("http://a.example")',
]

it.each([
  'packages/processors/src/scrape/x.ts',
  'packages/stack/src/x.ts',
  'packages/worker/src/x.ts',
  'apps/api/src/x.ts',
  'packages/core/src/x.ts',
])('in %s no other way out is let pass', async (path) => {
  expect(await complaints(path, forbidden)).toEqual(forbidden)
  expect(await complaints(path, allowed)).toEqual([])
})

it.each([
  'packages/web/src/page/x.ts',
  'packages/web/src/url/x.ts',
  'packages/web/src/robots/x.ts',
  'packages/ai/src/openai/x.ts',
])('in %s neither: the exceptions are folders and files, not packages', async (path) =>
  expect(await complaints(path, forbidden)).toEqual(forbidden),
)

it.each(['packages/web/src/fetch/x.ts', 'packages/web/src/proxy/x.ts', 'packages/client/src/x.ts'])(
  '%s is an exception',
  async (path) => expect(await complaints(path, forbidden)).toEqual([]),
)
