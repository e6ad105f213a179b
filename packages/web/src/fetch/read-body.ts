import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Duplex, type Readable, Transform, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import {
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib'
import { AppError, GrowingBuffer } from '@async-events/core'

export const acceptEncoding = 'gzip, br, zstd, deflate'

export interface ReadBodyOptions {
  headers: Record<string, string>
  /** Applies to the encoded and to the decoded bytes. */
  maxBytes: number
  /** Truncates a body over the limit instead of refusing it; in memory only. */
  cut: boolean
  signal: AbortSignal
  /** Called for every chunk received; `total` is null without a Content-Length. */
  onChunk: (received: number, total: number | null) => void
  /** File to write the body to instead. */
  file?: string | undefined
}

export interface ReadBody {
  /** Empty when written to a file. */
  body: Buffer
  bytes: number
}

/** The decoded body. Throws `source_too_large`, and `bad_response` for broken or unknown encodings. */
export async function readBody(source: Readable, options: ReadBodyOptions): Promise<ReadBody> {
  const { headers, maxBytes, cut, signal, file } = options
  const decoders = decodersFor(headers['content-encoding'] ?? '')
  const stated = /^\d+$/.test(headers['content-length'] ?? '') ? Number(headers['content-length']) : null
  if (stated !== null && stated > maxBytes && !cut) throw tooLarge(maxBytes)

  let received = 0
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      received += chunk.length
      if (received > maxBytes && !cut) {
        done(tooLarge(maxBytes))
        return
      }
      options.onChunk(received, stated)
      done(null, chunk)
    },
  })
  const over = tooLarge(maxBytes)
  if (file !== undefined) {
    const bytes = await writeFile(file, [source, meter, ...decoders], { maxBytes, over, signal })
    return { body: Buffer.alloc(0), bytes }
  }
  const memory = new GrowingBuffer(maxBytes)
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => done(memory.add(chunk) ? null : over),
  })
  try {
    await pipeline([source, meter, ...decoders, sink], { signal })
  } catch (thrown) {
    if (!(cut && thrown === over)) throw thrown
  }
  const body = memory.taken()
  return { body, bytes: body.length }
}

async function writeFile(
  file: string,
  streams: (Readable | Duplex)[],
  { maxBytes, over, signal }: { maxBytes: number; over: AppError; signal: AbortSignal },
): Promise<number> {
  let size = 0
  const cap = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      if (size > maxBytes) done(over)
      else done(null, chunk)
    },
  })
  try {
    await pipeline([...streams, cap, createWriteStream(file, { mode: 0o600 })], { signal })
  } catch (thrown) {
    await rm(file, { force: true })
    throw thrown
  }
  return size
}

const tooLarge = (maxBytes: number): AppError =>
  new AppError('source_too_large', `The source is larger than ${maxBytes} bytes`)

function decodersFor(contentEncoding: string): Duplex[] {
  const codings = contentEncoding
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity')
  if (codings.length > 2) throw new AppError('bad_response', 'The source has too many encodings')
  return codings.reverse().map(decoderFor)
}

function decoderFor(coding: string): Duplex {
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip()
    case 'br':
      return createBrotliDecompress()
    case 'zstd':
      return createZstdDecompress()
    case 'deflate':
      return Duplex.from(inflateEither)
    default:
      throw new AppError('bad_response', 'The source uses an unsupported encoding', {
        retryable: false,
      })
  }
}

/** `deflate` means zlib by the standard, but some servers send it raw; the first byte tells. */
async function* inflateEither(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const iterator = source[Symbol.asyncIterator]()
  const first = await iterator.next()
  if (first.done) return
  const decoder = ((first.value[0] ?? 0) & 0x0f) === 8 ? createInflate() : createInflateRaw()
  const feeding = pipeline(async function* () {
    yield first.value
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value
  }, decoder)
  // The reader below sees the same error through the decoder.
  feeding.catch(() => {})
  for await (const chunk of decoder) yield chunk as Buffer
}
