import { once } from 'node:events'
import { Readable } from 'node:stream'
import { AppError, type ArtifactRef, collectBytes } from '@async-events/core'
import { ZipArchive } from 'archiver'

/** A file of a ZIP: its path, and what is known of its bytes. */
export interface ZipEntry {
  path: string
  ref: Pick<ArtifactRef, 'bytes' | 'media_type'>
}

export interface ZipOptions<Entry extends ZipEntry> {
  date: Date
  open(entry: Entry): Promise<AsyncIterable<Uint8Array>>
  signal: AbortSignal
  /** Called after each entry. */
  onEntry?: (done: number) => void
}

/** Compressing these again costs time and saves nothing. */
const packedTypes = /^(image\/(?!svg)|audio\/|video\/|application\/(zip|gzip|pdf|epub\+zip))/

/** Largest stored file held in memory, see `sourceOf`. */
const inMemory = 16 * 1024 * 1024

/**
 * Streams a ZIP with one open entry at a time. Stops when the reader stops, the signal aborts or an entry cannot be
 * read. The bytes depend on entries, options and zlib only.
 */
export async function* zipStream<Entry extends ZipEntry>(
  entries: Iterable<Entry> | AsyncIterable<Entry>,
  options: ZipOptions<Entry>,
): AsyncGenerator<Uint8Array, void, void> {
  const archive = new ZipArchive({ zlib: { level: 6 } })
  const stop = () => archive.destroy(toError(options.signal.reason))
  options.signal.addEventListener('abort', stop, { once: true })
  // The reader of `archive` gets the error; this promise must only have a listener
  const fed = feed(archive, entries, options).catch((error: unknown) => {
    archive.destroy(toError(error))
  })
  try {
    options.signal.throwIfAborted()
    yield* archive
    await fed
    options.signal.throwIfAborted()
  } finally {
    options.signal.removeEventListener('abort', stop)
    archive.destroy()
  }
}

async function feed<Entry extends ZipEntry>(
  archive: ZipArchive,
  entries: Iterable<Entry> | AsyncIterable<Entry>,
  options: ZipOptions<Entry>,
): Promise<void> {
  const ended = new AbortController()
  archive.once('close', () => ended.abort())
  let done = 0
  for await (const entry of entries) {
    options.signal.throwIfAborted()
    const store = packedTypes.test(entry.ref.media_type)
    const source = await sourceOf(entry, store, options)
    const written = once(archive, 'entry', { signal: ended.signal })
    if (source instanceof Readable) source.once('error', (error) => archive.destroy(error))
    archive.append(source, { name: entry.path, date: options.date, mode: 0o644, store })
    try {
      await written
    } finally {
      if (source instanceof Readable) source.destroy()
    }
    done += 1
    options.onEntry?.(done)
  }
  await archive.finalize()
}

/**
 * A stored entry of unknown length has its size behind its data, which readers of streams (Java's among them) refuse;
 * from memory it is written in front.
 */
async function sourceOf<Entry extends ZipEntry>(
  entry: Entry,
  store: boolean,
  options: ZipOptions<Entry>,
): Promise<Readable | Buffer> {
  const bytes = await options.open(entry)
  if (!store || entry.ref.bytes > inMemory) return Readable.from(bytes, { objectMode: false })
  return collectBytes(bytes, {
    maxBytes: inMemory,
    tooLarge: () => new AppError('result_too_large', 'A stored file is larger than its reference says.'),
  })
}

const toError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error(String(reason)))
