import { type FileHandle, open } from 'node:fs/promises'

export interface ZipEntry {
  name: string
  /** Uncompressed bytes, as the directory states. */
  size: number
  /** Compressed size. */
  packed: number
  /** 0 is stored, 8 is Deflate; others are refused. */
  method: number
  encrypted: boolean
  /** Offset of its local header. */
  at: number
}

/** Signatures and lengths of APPNOTE.TXT 6.3, sections 4.3.12 and 4.3.16. */
const endSignature = 0x06054b50
const endLength = 22
const entrySignature = 0x02014b50
const entryLength = 46
const longestComment = 0xffff
const largestDirectory = 16 * 1024 * 1024

/**
 * Entries of a ZIP file from its central directory; nothing is unpacked. Null without such a directory, or for one
 * larger than 16 MiB; ZIP64 is not supported.
 */
export async function zipEntries(file: string): Promise<ZipEntry[] | null> {
  await using handle = await open(file)
  const { size } = await handle.stat()
  const tail = await readAt(handle, Math.max(0, size - endLength - longestComment), size)
  const end = findEnd(tail)
  if (end === null) return null
  const { length, offset } = end
  if (length > largestDirectory || offset + length > size) return null
  return parseDirectory(await readAt(handle, offset, offset + length))
}

async function readAt(handle: FileHandle, from: number, to: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(to - from), 0, to - from, from)
  return buffer.subarray(0, bytesRead)
}

function findEnd(tail: Buffer): { length: number; offset: number } | null {
  for (let at = tail.length - endLength; at >= 0; at--) {
    if (tail.readUInt32LE(at) === endSignature)
      return { length: tail.readUInt32LE(at + 12), offset: tail.readUInt32LE(at + 16) }
  }
  return null
}

function parseDirectory(directory: Buffer): ZipEntry[] | null {
  const entries: ZipEntry[] = []
  for (let at = 0; at + entryLength <= directory.length; ) {
    if (directory.readUInt32LE(at) !== entrySignature) return null
    const nameLength = directory.readUInt16LE(at + 28)
    const rest = directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
    const nameAt = at + entryLength
    entries.push({
      name: directory.toString('utf8', nameAt, nameAt + nameLength),
      size: directory.readUInt32LE(at + 24),
      packed: directory.readUInt32LE(at + 20),
      method: directory.readUInt16LE(at + 10),
      encrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
      at: directory.readUInt32LE(at + 42),
    })
    at = nameAt + nameLength + rest
  }
  return entries
}
