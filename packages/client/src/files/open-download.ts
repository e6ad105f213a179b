import { ConnectionError, DamagedFileError, TimeoutError } from '../errors/connection-error.ts'
import type { Sha256 } from '../platform/platform.ts'
import { pauseOrThrow, type RetryPolicy } from '../retries.ts'
import type { Download } from './download.ts'

export interface Source {
  /** Asks for the file, or for the rest of it by `Range` and `If-Range`. */
  ask(headers: Record<string, string>): Promise<Response>
  /** A name where the service gives none. */
  otherwise: string
  sha256: string | null
  hash: Sha256 | null
  /** Milliseconds without a byte after which a connection counts as broken. */
  silenceMs: number
  retries: Pick<RetryPolicy, 'maxRetries' | 'signal' | 'onRetry'>
}

/** Opens a file; its body survives broken connections where the service can go on at an offset. */
export async function openDownload(source: Source): Promise<Download & { isResumable: boolean }> {
  const first = await source.ask({})
  const { headers } = first
  // Lengths and validators are of the bytes on the wire, which are others when they are packed.
  const isPacked = headers.get('content-encoding') !== null
  const length = isPacked ? null : headers.get('content-length')
  const etag = headers.get('etag')
  const isResumable =
    !isPacked && etag !== null && !etag.startsWith('W/') && headers.get('accept-ranges') === 'bytes'
  const bytes = length === null ? null : Number(length)
  const sha256 = source.sha256 ?? /^"([0-9a-f]{64})"$/.exec(etag ?? '')?.[1] ?? null
  return {
    filename: filenameOf(headers.get('content-disposition')) ?? source.otherwise,
    bytes,
    mediaType: headers.get('content-type'),
    sha256,
    isResumable,
    body: bodyOf(source, first, { bytes, sha256, etag: isResumable ? etag : null }),
  }
}

/** RFC 6266: the extended form is the right one where there are both. */
function filenameOf(disposition: string | null): string | null {
  const extended = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1]
  if (extended !== undefined) return decodeURIComponent(extended)
  return /filename="([^"]+)"/i.exec(disposition ?? '')?.[1] ?? null
}

function bodyOf(
  source: Source,
  first: Response,
  { bytes, sha256, etag }: { bytes: number | null; sha256: string | null; etag: string | null },
): ReadableStream<Uint8Array> {
  const { hash, retries } = source
  let reader = readerOf(first)
  let received = 0
  let failures = 0

  async function next(): Promise<Uint8Array | null> {
    for (;;) {
      try {
        const { done, value } = await inTime(reader, source.silenceMs)
        if (!done) return value
        if (bytes === null || received >= bytes) return null
        throw new ConnectionError(`The file ended after ${received} of ${bytes} bytes.`)
      } catch (thrown) {
        retries.signal.throwIfAborted()
        const error = brokenBy(thrown)
        reader.cancel().catch(() => {})
        if (bytes !== null && received >= bytes) return null
        failures += 1
        if (etag === null || failures > retries.maxRetries) throw error
        await pauseOrThrow(error, failures, retries)
        reader = readerOf(await rest(etag))
      }
    }
  }

  async function rest(validator: string): Promise<Response> {
    if (received === 0) return source.ask({})
    const response = await source.ask({ range: `bytes=${received}-`, 'if-range': validator })
    const start = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1]
    if (response.status === 206 && Number(start) === received) return response
    throw new DamagedFileError(`The file changed while it was read: ${received} bytes are of the old one.`)
  }

  function check(): void {
    if (bytes !== null && received !== bytes)
      throw new DamagedFileError(`The file has ${received} bytes, and should have ${bytes}.`)
    const found = sha256 === null ? undefined : hash?.digest()
    if (found !== undefined && found !== sha256)
      throw new DamagedFileError(`The file has the SHA-256 ${found}, and should have ${sha256}.`)
  }

  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const chunk = await next()
        if (chunk === null) {
          check()
          return controller.close()
        }
        received += chunk.byteLength
        failures = 0
        hash?.update(chunk)
        controller.enqueue(chunk)
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  )
}

type Reader = ReadableStreamDefaultReader<Uint8Array>

function readerOf({ body, status }: Response): Reader {
  if (!body) throw new ConnectionError(`The answer ${status} has no body.`)
  return body.getReader()
}

async function inTime(reader: Reader, silenceMs: number): ReturnType<Reader['read']> {
  if (!Number.isFinite(silenceMs)) return reader.read()
  let timer: ReturnType<typeof setTimeout> | undefined
  const silence = new Promise<never>((_, reject) => {
    const tell = (): void => reject(new TimeoutError(`The file stopped coming for ${silenceMs} ms.`))
    timer = setTimeout(tell, silenceMs)
  })
  try {
    return await Promise.race([reader.read(), silence])
  } finally {
    clearTimeout(timer)
  }
}

const isOurs = (error: unknown): boolean =>
  error instanceof ConnectionError || error instanceof TimeoutError || error instanceof DamagedFileError

const brokenBy = (error: unknown): unknown =>
  isOurs(error) ? error : new ConnectionError('The connection broke during a download.', { cause: error })
