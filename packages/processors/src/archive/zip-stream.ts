import { pipeline } from 'node:stream'
import { promisify } from 'node:util'
import { crc32, createDeflateRaw, deflateRaw } from 'node:zlib'
import { AppError, type ArtifactRef } from '@async-events/core'
import {
  dataDescriptor,
  directoryHeader,
  type EntryRecord,
  endOfZip,
  large,
  localHeader,
} from './zip-records.ts'

/** A file of a ZIP: its path, and what is known of its bytes. */
export interface ZipEntry {
  path: string
  ref: Pick<ArtifactRef, 'bytes' | 'media_type'>
}

export interface ZipOptions<Entry extends ZipEntry> {
  date: Date
  /** A large file that is stored is opened twice: once for its checksum. */
  open(entry: Entry): Promise<AsyncIterable<Uint8Array>>
  signal: AbortSignal
  /** Called after each entry. */
  onEntry?: (done: number) => void
}

/** Compressing these again costs time and saves nothing. */
const packedTypes = /^(image\/(?!svg)|audio\/|video\/|application\/(zip|gzip|pdf|epub\+zip))/

/** Largest file that is held in memory: for its checksum and sizes, which stand in front of it. */
const inMemory = 4 * 1024 * 1024
const level = 6
const deflated = promisify<Uint8Array, { level: number }, Buffer>(deflateRaw)

/**
 * Streams a ZIP with one open entry at a time. Stops when the reader stops, the signal aborts or an entry cannot be
 * read. The bytes depend on entries, options and zlib only.
 */
export async function* zipStream<Entry extends ZipEntry>(
  entries: Iterable<Entry> | AsyncIterable<Entry>,
  options: ZipOptions<Entry>,
): AsyncGenerator<Uint8Array, void, void> {
  const directory: Buffer[] = []
  let offset = 0
  for await (const entry of entries) {
    options.signal.throwIfAborted()
    const record = recordOf(entry, options.date, offset)
    for await (const chunk of entryStream(entry, record, options)) {
      offset += chunk.length
      yield chunk
    }
    directory.push(directoryHeader(record))
    options.onEntry?.(directory.length)
  }
  options.signal.throwIfAborted()
  const bytes = directory.reduce((sum, header) => sum + header.length, 0)
  yield* directory
  yield endOfZip(directory.length, bytes, offset)
}

function recordOf({ path, ref }: ZipEntry, date: Date, offset: number): EntryRecord {
  const isStored = packedTypes.test(ref.media_type)
  return {
    ...{ name: Buffer.from(path), date, offset, crc: 0, packedBytes: 0, bytes: 0 },
    isDeflated: !isStored,
    // A stored entry is never described behind its data: readers of streams, Java's among them, refuse that.
    isDescribedBehind: !isStored && ref.bytes > inMemory,
    // What grows by being deflated grows by less.
    isLarge: ref.bytes * 1.01 >= large,
  }
}

/** Header and data, and completes the record. */
async function* entryStream<Entry extends ZipEntry>(
  entry: Entry,
  record: EntryRecord,
  options: ZipOptions<Entry>,
): AsyncGenerator<Uint8Array, void, void> {
  if (record.isDescribedBehind) {
    yield localHeader(record)
    yield* deflatedStream(readEntry(entry, options), record)
    yield dataDescriptor(record)
  } else if (entry.ref.bytes > inMemory) {
    for await (const chunk of readEntry(entry, options)) count(record, chunk)
    record.packedBytes = record.bytes
    yield localHeader(record)
    yield* unchanged(readEntry(entry, options), record)
  } else {
    const chunks: Uint8Array[] = []
    for await (const chunk of readEntry(entry, options)) {
      count(record, chunk)
      if (record.bytes > inMemory)
        throw new AppError('result_too_large', 'A file is larger than its reference says.')
      chunks.push(chunk)
    }
    const data = record.isDeflated ? [await deflated(Buffer.concat(chunks), { level })] : chunks
    record.packedBytes = data.reduce((sum, chunk) => sum + chunk.length, 0)
    yield localHeader(record)
    yield* data
  }
}

/** The bytes of an entry until the signal aborts, also while the next ones do not come. */
async function* readEntry<Entry extends ZipEntry>(
  entry: Entry,
  { open, signal }: ZipOptions<Entry>,
): AsyncGenerator<Uint8Array, void, void> {
  const aborted = Promise.withResolvers<never>()
  aborted.promise.catch(() => {})
  const abort = (): void => aborted.reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  let chunks: AsyncIterator<Uint8Array> | undefined
  try {
    chunks = (await Promise.race([open(entry), aborted.promise]))[Symbol.asyncIterator]()
    for (;;) {
      signal.throwIfAborted()
      const next = await Promise.race([chunks.next(), aborted.promise])
      if (next.done) return
      yield next.value
    }
  } finally {
    signal.removeEventListener('abort', abort)
    // Not waited for: what hangs does not end.
    void chunks?.return?.().catch(() => {})
  }
}

function count(record: EntryRecord, chunk: Uint8Array): void {
  record.crc = crc32(chunk, record.crc)
  record.bytes += chunk.length
}

async function* deflatedStream(
  source: AsyncIterable<Uint8Array>,
  record: EntryRecord,
): AsyncGenerator<Uint8Array, void, void> {
  const counted = async function* (
    chunks: AsyncIterable<Uint8Array>,
  ): AsyncGenerator<Uint8Array, void, void> {
    for await (const chunk of chunks) {
      count(record, chunk)
      yield chunk
    }
  }
  // An error of one of them is thrown by the last.
  const packed = pipeline(source, counted, createDeflateRaw({ level }), () => {})
  for await (const chunk of packed) {
    record.packedBytes += chunk.length
    yield chunk
  }
}

async function* unchanged(
  source: AsyncIterable<Uint8Array>,
  { crc, bytes }: EntryRecord,
): AsyncGenerator<Uint8Array, void, void> {
  const again = { crc: 0, bytes: 0 } as EntryRecord
  for await (const chunk of source) {
    count(again, chunk)
    yield chunk
  }
  if (again.crc !== crc || again.bytes !== bytes)
    throw new AppError('result_too_large', 'A file changed while it was packed.')
}
