import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { PublishedModel } from '../src/catalogue.ts'

/** Bytes that begin like a model of whisper.cpp, of the given layers. */
export function modelBytes(
  length: number,
  { words = 51_865, layers = 6, textLayers = 6, seed = 1 } = {},
): Buffer {
  const bytes = Buffer.alloc(length, seed)
  const header = [0x67676d6c, words, 1500, 512, 8, layers, 448, 512, 8, textLayers, 80, 2009]
  for (const [at, value] of header.entries()) bytes.writeUInt32LE(value, at * 4)
  for (let at = header.length * 4; at < length; at += 1) bytes[at] = (at * seed * 31 + (at >> 8)) & 255
  return bytes
}

export const publishedAs = (bytes: Buffer, name = 'base'): PublishedModel => ({
  name,
  file: `ggml-${name}-q5_1.bin`,
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  kind: 'base',
  english: false,
  suits: 'tests',
})

export interface Mirror {
  /** Base URL. */
  url: string
  /** What was asked for: the range, or `whole`. */
  asked: string[]
  close(): Promise<void>
}

export interface MirrorBehaviour {
  bytes: Buffer
  etag?: string | null
  /** Answers of its own, by the number of the request from 0. False: as a file server does. */
  instead?(at: number, request: IncomingMessage, response: ServerResponse): boolean
  /** The connection breaks after so many bytes of a body, by the number of the request. */
  breaksAfter?(at: number): number | null
}

/** A file server with ranges that sends the same bytes under every name. */
export async function startMirror(behaviour: MirrorBehaviour): Promise<Mirror> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const { range, 'if-range': ifRange } = request.headers
    const at = asked.push(`${range ?? 'whole'}${ifRange === undefined ? '' : ` if ${ifRange}`}`) - 1
    const { bytes, etag = null, instead, breaksAfter } = behaviour
    if (instead?.(at, request, response)) return
    const isSame = ifRange === undefined || ifRange === etag
    const from = isSame ? Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0) : 0
    const body = bytes.subarray(from)
    response.writeHead(from > 0 ? 206 : 200, {
      'content-length': body.length,
      ...(from > 0 ? { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` } : {}),
      ...(etag === null ? {} : { etag }),
    })
    const broken = breaksAfter?.(at) ?? null
    if (broken === null) response.end(body)
    else response.write(body.subarray(0, broken), () => response.destroy())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/models`,
    asked,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
