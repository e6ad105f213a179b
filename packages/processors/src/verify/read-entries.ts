import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { nameKey } from '@async-events/core'
import { type Entry, getFileNameLowLevel, openPromise, validateFileName, type ZipFile } from 'yauzl'
import type { Problem } from './problem.ts'

/** A file of an archive. */
export interface ArchivedFile {
  bytes: number
  /** Hex. */
  sha256: string
  /** Of Markdown and JSON; null of other files and of files that are no text. */
  text: string | null
}

export interface ReadEntries {
  files: Map<string, ArchivedFile>
  problems: Problem[]
}

/** A longer text is none that the product writes. Bytes. */
const maxText = 64 * 1024 * 1024

/** Reads every entry of a ZIP to its end, one at a time. Unsafe and damaged ones become problems. */
export async function readEntries(file: string): Promise<ReadEntries> {
  const files = new Map<string, ArchivedFile>()
  const problems: Problem[] = []
  const seen = new Set<string>()
  try {
    // Names are checked here: the library would end at the first unsafe one.
    const zip = await openPromise(file, { decodeStrings: false, lazyEntries: true })
    for await (const entry of zip.eachEntry()) {
      const path = nameOf(entry)
      const unsafe = whyUnsafe(entry, path)
      if (unsafe !== null) problems.push({ code: 'entry_unsafe', path, message: unsafe })
      if (seen.has(nameKey(path)))
        problems.push({ code: 'entry_twice', path, message: 'another file has this name, case aside' })
      seen.add(nameKey(path))
      if (unsafe !== null || path.endsWith('/')) continue
      try {
        files.set(path, await readEntry(zip, entry, path))
      } catch (error) {
        problems.push({ code: 'entry_damaged', path, message: messageOf(error) })
      }
    }
  } catch (error) {
    problems.push({ code: 'zip_unreadable', path: null, message: messageOf(error) })
  }
  return { files, problems }
}

const nameOf = ({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string =>
  getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true)

/** Unix file types in the upper half of the external attributes (APPNOTE 4.4.15, `stat.h`). */
const [fileType, symbolicLink] = [0o170000, 0o120000]

function whyUnsafe(entry: Entry, path: string): string | null {
  const invalid = validateFileName(path)
  if (invalid) return invalid
  if (/\p{Cc}/u.test(path)) return 'its name has control characters'
  if (((entry.externalFileAttributes >>> 16) & fileType) === symbolicLink) return 'it is a symbolic link'
  return entry.isEncrypted() ? 'it is encrypted' : null
}

async function readEntry(zip: ZipFile, entry: Entry, path: string): Promise<ArchivedFile> {
  const isText = /\.(md|json)$/i.test(path) && entry.uncompressedSize <= maxText
  const hash = createHash('sha256')
  const chunks: Buffer[] = []
  let [bytes, crc] = [0, 0]
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    const part = Buffer.from(chunk)
    hash.update(part)
    bytes += part.length
    crc = crc32(part, crc)
    if (isText) chunks.push(part)
  }
  if (crc !== entry.crc32) throw new Error('its checksum is another one than the archive says')
  const sha256 = hash.digest('hex')
  return { bytes, sha256, text: isText ? textOf(Buffer.concat(chunks)) : null }
}

function textOf(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
