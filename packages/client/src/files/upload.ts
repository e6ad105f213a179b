import { chunksOf } from '../chunks-of.ts'
import type { CallOptions } from '../client-options.ts'
import { newKey } from '../new-key.ts'
import type { Platform, UploadSource } from '../platform/platform.ts'
import type { Parts } from '../send.ts'

export interface UploadOptions extends CallOptions {
  /** What the file is called; by default the name of the file, where it has one. */
  filename?: string | undefined
  /** Its media type; the service finds it out by itself. */
  mediaType?: string | undefined
  /** By default each call has a key of its own. */
  idempotencyKey?: string | undefined
}

/** The form of an upload. A stream can be sent once: it is not repeated after a failure. */
export async function formOf(
  source: UploadSource,
  { filename, mediaType = '' }: UploadOptions,
  platform: Platform,
): Promise<Pick<Parts, 'form' | 'stream'>> {
  if (isStream(source) && platform.sendsStreams)
    return { stream: multipart(iterated(source), filename ?? 'file', mediaType) }
  const blob = await blobOf(source, platform)
  const name = filename ?? ('name' in blob && typeof blob.name === 'string' ? blob.name : 'file')
  return { form: { file: new File([blob], name, { type: mediaType || blob.type }) } }
}

type Streamed = ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>

const isStream = (source: UploadSource): source is Streamed =>
  source instanceof ReadableStream || (typeof source === 'object' && Symbol.asyncIterator in source)

const iterated = (source: Streamed): AsyncIterable<Uint8Array> =>
  source instanceof ReadableStream ? chunksOf(source) : source

async function blobOf(source: UploadSource, platform: Platform): Promise<Blob> {
  if (source instanceof Blob) return source
  if (typeof source === 'string' || source instanceof URL) return platform.openFile(source)
  if (source instanceof ArrayBuffer) return new Blob([source])
  if (!isStream(source)) return new Blob([unshared(source)])
  const parts: Uint8Array<ArrayBuffer>[] = []
  for await (const chunk of iterated(source)) parts.push(unshared(chunk))
  return new Blob(parts)
}

/** A blob takes no memory that is shared between threads: that is copied. */
const unshared = (bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
  isUnshared(bytes) ? bytes : new Uint8Array(bytes)
const isUnshared = (bytes: Uint8Array): bytes is Uint8Array<ArrayBuffer> =>
  bytes.buffer instanceof ArrayBuffer

/** RFC 7578, with names as browsers write them. */
function multipart(
  chunks: AsyncIterable<Uint8Array>,
  filename: string,
  mediaType: string,
): { type: string; content: ReadableStream<Uint8Array> } {
  const boundary = `async-events-${newKey()}`
  const escaped = filename.replace(/["\r\n]/g, (sign) => encodeURIComponent(sign))
  const encoder = new TextEncoder()
  const head = [
    `--${boundary}`,
    `content-disposition: form-data; name="file"; filename="${escaped}"`,
    `content-type: ${mediaType || 'application/octet-stream'}`,
  ]
  async function* form(): AsyncGenerator<Uint8Array, void, void> {
    yield encoder.encode(`${head.join('\r\n')}\r\n\r\n`)
    yield* chunks
    yield encoder.encode(`\r\n--${boundary}--\r\n`)
  }
  const bytes = form()
  const content = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await bytes.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: async () => void (await bytes.return()),
  })
  return { type: `multipart/form-data; boundary=${boundary}`, content }
}
