import { createReadStream } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { extname, join, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'

export interface SampleConference {
  origin: string
  close(): Promise<void>
}

/** The pages with their `sessions.json` (what to submit) and `expected.json` (what must come out). */
export const sampleFolder = fileURLToPath(new URL('../sample-conference', import.meta.url))

/** HTML carries no charset here: one page is in ISO-8859-1 and says so itself. */
const contentTypes: Record<string, string> = {
  '.html': 'text/html',
  '.json': 'application/json; charset=utf-8',
  '.pdf': 'application/pdf',
  '.mp4': 'video/mp4',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
}

/** Serves the sample conference on 127.0.0.1; whatever is not a file of it answers 404. */
export async function startSampleConference({ port = 0 }: { port?: number } = {}): Promise<SampleConference> {
  const root = await realpath(sampleFolder)
  const server = createServer((request, response) => {
    answer(root, request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  const bound = typeof address === 'object' && address !== null ? address.port : port
  return {
    origin: `http://127.0.0.1:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answer(root: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
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
  response.writeHead(200, {
    'content-type': contentTypes[extname(found.file)] ?? 'application/octet-stream',
    'content-length': found.bytes,
  })
  if (request.method === 'HEAD') response.end()
  else await pipeline(createReadStream(found.file), response)
}

/** The file a path names, only when it really lies inside the folder, links followed. */
async function findFile(root: string, target: string): Promise<{ file: string; bytes: number } | null> {
  try {
    const path = decodeURIComponent(new URL(target, 'http://127.0.0.1').pathname)
    const file = await realpath(join(root, path))
    const { size, isFile } = await stat(file).then((stats) => ({ size: stats.size, isFile: stats.isFile() }))
    return isFile && file.startsWith(root + sep) ? { file, bytes: size } : null
  } catch {
    return null
  }
}
