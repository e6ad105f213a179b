import type { FileHandle } from 'node:fs/promises'
import { inflateRawSync } from 'node:zlib'
import { AppError } from '@async-events/core'
import type { ZipEntry } from './zip-entries.ts'

/** APPNOTE.TXT 6.3, section 4.3.7. */
const localSignature = 0x04034b50
const localLength = 30

/**
 * The bytes of an entry, whatever size the directory states; null for one that is damaged, encrypted or compressed by
 * a method that office programs do not use. Throws `resource_limit` for more than `most` bytes.
 */
export async function unpackEntry(handle: FileHandle, entry: ZipEntry, most: number): Promise<Buffer | null> {
  if (entry.encrypted || (entry.method !== 0 && entry.method !== 8)) return null
  const { size } = await handle.stat()
  const header = await readAt(handle, entry.at, localLength)
  if (header.length < localLength || header.readUInt32LE(0) !== localSignature) return null
  const from = entry.at + localLength + header.readUInt16LE(26) + header.readUInt16LE(28)
  // The directory may state any size; the file's own is the limit.
  const packed = await readAt(handle, from, Math.max(0, Math.min(entry.packed, size - from)))
  if (packed.length < entry.packed) return null
  if (entry.method === 0) {
    if (packed.length > most) throw tooLarge()
    return packed
  }
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, most) })
  } catch (thrown) {
    if (thrown instanceof RangeError) throw tooLarge()
    return null
  }
}

export const tooLarge = (): AppError =>
  new AppError('resource_limit', 'The unpacked presentation is larger than allowed')

async function readAt(handle: FileHandle, from: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, from)
  return buffer.subarray(0, bytesRead)
}
