import { createReadStream } from 'node:fs'
import { readFile, realpath, stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { extname, join, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'

export interface SampleConference {
  origin: string
  /** Path and query of all requests so far, in order of arrival. */
  requests(): string[]
  close(): Promise<void>
}

/** The pages and their media, with `sessions.json` (what to submit) and `expected.json` (what must come out). */
export const sampleFolder = fileURLToPath(new URL('../sample-conference', import.meta.url))

/** HTML has no charset header: one page declares ISO-8859-1 itself. */
const contentTypes: Record<string, string> = {
  '.html': 'text/html',
  '.json': 'application/json; charset=utf-8',
  '.pdf': 'application/pdf',
  '.mp4': 'video/mp4',
  '.ts': 'video/mp2t',
  '.ogg': 'audio/ogg',
  '.vtt': 'text/vtt; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
}

/** Files up to this size may hold `{origin}`, for which the server's own address is sent. Bytes. */
const maxTemplate = 64 * 1024

/** Serves the sample conference on an address of this machine; other paths answer 404. */
export async function startSampleConference({
  port = 0,
  host = '127.0.0.1',
}: {
  port?: number
  host?: string
} = {}): Promise<SampleConference> {
  const root = await realpath(sampleFolder)
  const requests: string[] = []
  let origin = ''
  const server = createServer((request, response) => {
    requests.push(request.url ?? '/')
    answer(root, origin, request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve)
  })
  const address = server.address()
  origin = `http://${host}:${typeof address === 'object' && address !== null ? address.port : port}`
  return {
    origin,
    requests: () => [...requests],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answer(
  root: string,
  origin: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD', 'content-type': 'text/plain' }).end('Only GET and HEAD\n')
    return
  }
  const found = await findFile(root, request.url ?? '/')
  if (!found) {
    response
      .writeHead(404, { 'content-type': 'text/html; charset=utf-8' })
      .end('<!doctype html><title>Not found</title><p>There is no such page.')
    return
  }
  const { file, bytes, changed } = found
  const version = {
    etag: `"${bytes.toString(36)}-${Math.floor(changed).toString(36)}"`,
    'last-modified': new Date(changed).toUTCString(),
  }
  if (isUnchanged(request, version.etag, changed)) {
    response.writeHead(304, version).end()
    return
  }
  const whole = bytes <= maxTemplate ? withOrigin(await readFile(file), origin) : null
  response.writeHead(200, {
    ...version,
    'content-type': contentTypes[extname(file)] ?? 'application/octet-stream',
    'content-length': whole?.length ?? bytes,
  })
  if (request.method === 'HEAD') response.end()
  else if (whole) response.end(whole)
  else await pipeline(createReadStream(file), response)
}

function withOrigin(bytes: Buffer, origin: string): Buffer {
  if (!bytes.includes('{origin}')) return bytes
  return Buffer.from(bytes.toString('latin1').replaceAll('{origin}', origin), 'latin1')
}

/** As in RFC 9110: a date counts only without a tag; dates are in whole seconds. */
function isUnchanged({ headers }: IncomingMessage, etag: string, changed: number): boolean {
  const tags = headers['if-none-match']
  if (tags !== undefined)
    return tags.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag)
  const since = Date.parse(headers['if-modified-since'] ?? '')
  return !Number.isNaN(since) && Math.floor(changed / 1000) * 1000 <= since
}

interface FoundFile {
  file: string
  bytes: number
  /** Milliseconds since 1970. */
  changed: number
}

/** The file of a path, only if its real path is inside the folder. */
async function findFile(root: string, target: string): Promise<FoundFile | null> {
  try {
    const path = decodeURIComponent(new URL(target, 'http://127.0.0.1').pathname)
    const file = await realpath(join(root, path))
    const stats = await stat(file)
    if (!stats.isFile() || !file.startsWith(root + sep)) return null
    return { file, bytes: stats.size, changed: stats.mtimeMs }
  } catch {
    return null
  }
}
