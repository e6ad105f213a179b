import { createHash } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'

/** What befalls an answer. */
export interface Fate {
  /** The connection is cut after so many bytes of the file. */
  cutAfter?: number
  /** So many bytes come, and then none. */
  stopAfter?: number
  /** The file is another one from now on. */
  file?: Buffer
}

export interface CuttingServer {
  origin: string
  asked: IncomingHttpHeaders[]
  close(): Promise<void>
}

/**
 * Serves one file, as the service does (length, ETag, ranges), or as it does the archive of a batch (`isStreamed`: none of
 * them). Each answer meets its fate; those after the last one are whole.
 */
export async function startCuttingServer(
  file: Buffer,
  fates: readonly Fate[],
  { isStreamed = false, etag }: { isStreamed?: boolean; etag?: string } = {},
): Promise<CuttingServer> {
  const asked: IncomingHttpHeaders[] = []
  let served = file
  const server = createServer((request, response) => {
    const { cutAfter, stopAfter, file: other } = fates[asked.length] ?? {}
    asked.push(request.headers)
    served = other ?? served
    const tag = etag ?? `"${createHash('sha256').update(served).digest('hex')}"`
    const { range, 'if-range': validator } = request.headers
    const start = range && validator === tag ? Number(/\d+/.exec(range)?.[0]) : 0
    const part = served.subarray(start)
    response.writeHead(start > 0 ? 206 : 200, {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="x.zip"; filename*=UTF-8''p%C3%A4rt%2F..%2Fx.zip`,
      ...(!isStreamed && { 'content-length': part.length, etag: tag, 'accept-ranges': 'bytes' }),
      ...(start > 0 && { 'content-range': `bytes ${start}-${served.length - 1}/${served.length}` }),
    })
    const end = cutAfter ?? stopAfter
    if (end === undefined) return void response.end(part)
    response.write(part.subarray(0, end), () => {
      if (cutAfter !== undefined) response.destroy()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    origin: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    asked,
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
