import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Client } from '@async-events/client'
import { zipEntries } from '../e2e/zip-entries.ts'

export interface ServedSite {
  /** Address of its folder, without a slash at the end. */
  url: string
  paths: string[]
  close(): Promise<void>
}

/** What a plain file server knows of endings. */
const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css',
  js: 'text/javascript',
  json: 'application/json',
  xml: 'application/xml',
  vtt: 'text/vtt',
  png: 'image/png',
  jpg: 'image/jpeg',
}

/** The site of a batch as a file server has it, in a folder below its root. */
export async function serveSite(client: Client, batch: string, query = ''): Promise<ServedSite> {
  const answer = await client.fetchFile(`/api/event-job/batches/${batch}/site.zip${query}`)
  const files = await zipEntries(Buffer.from(await answer.arrayBuffer()))
  const folder = '/years/2026/'
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname)
    const file = path.startsWith(folder) ? files.get(path.slice(folder.length)) : undefined
    response.writeHead(file ? 200 : 404, {
      'content-type': types[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream',
    })
    response.end(file)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}${folder.slice(0, -1)}`,
    paths: [...files.keys()],
    close: async () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
