import type { FileHandle } from 'node:fs/promises'
import { crc32 } from 'node:zlib'

/** Writes a ZIP archive entry by entry, uncompressed (APPNOTE.TXT 6.3, sections 4.3.7, 4.3.12 and 4.3.16). */
export interface ZipWriter {
  add(name: string, bytes: Uint8Array): Promise<void>
  /** Writes the directory. */
  end(): Promise<void>
}

/** Names are UTF-8. */
const utf8Names = 0x0800
const version = 20

export function createZipWriter(handle: FileHandle): ZipWriter {
  const directory: Buffer[] = []
  let offset = 0
  let entries = 0
  const write = async (bytes: Uint8Array): Promise<void> => {
    await handle.writeFile(bytes)
    offset += bytes.length
  }
  return {
    async add(name, bytes) {
      const names = Buffer.from(name)
      // Shared by both headers: from the version needed to the length of the extra field.
      const common = Buffer.alloc(26)
      common.writeUInt16LE(version, 0)
      common.writeUInt16LE(utf8Names, 2)
      // The format's first date: deterministic output.
      common.writeUInt16LE(0x21, 8)
      common.writeUInt32LE(crc32(bytes), 10)
      common.writeUInt32LE(bytes.length, 14)
      common.writeUInt32LE(bytes.length, 18)
      common.writeUInt16LE(names.length, 22)
      const central = Buffer.alloc(14)
      central.writeUInt32LE(offset, 10)
      directory.push(Buffer.from([0x50, 0x4b, 1, 2, version, 0]), common, central, names)
      entries += 1
      await write(Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), common, names]))
      await write(bytes)
    },
    async end() {
      const list = Buffer.concat(directory)
      const end = Buffer.alloc(22)
      end.write('PK\u0005\u0006', 'latin1')
      end.writeUInt16LE(entries, 8)
      end.writeUInt16LE(entries, 10)
      end.writeUInt32LE(list.length, 12)
      end.writeUInt32LE(offset, 16)
      await write(Buffer.concat([list, end]))
    },
  }
}
