import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'

export interface StaticSite {
  readonly url: string
  close(): Promise<void>
}

export interface StaticSiteOptions {
  /** Of every answer, such as a `content-security-policy`. */
  headersOf?: () => Readonly<Record<string, string>>
  /** Changes a file while it is served, as an operator would before. */
  edit?: (path: string, bytes: Buffer) => Buffer | string
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** A folder on a free port, as any web server gives it: nothing but its files. */
export async function startStaticSite(
  folder: string,
  { headersOf = () => ({}), edit = (_, bytes) => bytes }: StaticSiteOptions = {},
): Promise<StaticSite> {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site')
    const path = normalize(pathname.endsWith('/') ? `${pathname}index.html` : pathname)
    try {
      const bytes = await readFile(join(folder, path))
      const type = types[extname(path)] ?? 'application/octet-stream'
      response.writeHead(200, { 'content-type': type, ...headersOf() })
      response.end(edit(path, bytes))
    } catch {
      response.writeHead(404, { 'content-type': 'text/html; charset=utf-8', ...headersOf() })
      response.end('<!doctype html><title>Not found</title><p>Not found')
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('a TCP server has a port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
