import { crc32 } from 'node:zlib'

export interface SampleEntry {
  name: string
  content?: string | Buffer
  /** The content is packed with Deflate already. */
  deflated?: boolean
  /** Size that the directory states, whether it is true or not. */
  size?: number
}

/** General purpose bit 11. */
const utf8Names = 0x0800

/** A ZIP archive whose entries are stored as they are given (APPNOTE.TXT 6.3, section 4.3). */
export function makeZip(entries: readonly SampleEntry[], comment = ''): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content = '', deflated = false, size = Buffer.byteLength(content) } of entries) {
    const names = Buffer.from(name)
    const bytes = Buffer.from(content)
    const local = Buffer.alloc(30)
    local.write('PK\u0003\u0004', 'latin1')
    local.writeUInt16LE(utf8Names, 6)
    local.writeUInt16LE(deflated ? 8 : 0, 8)
    local.writeUInt32LE(crc32(bytes), 14)
    local.writeUInt32LE(bytes.length, 18)
    local.writeUInt32LE(bytes.length, 22)
    local.writeUInt16LE(names.length, 26)
    files.push(local, names, bytes)
    const entry = Buffer.alloc(46)
    entry.write('PK\u0001\u0002', 'latin1')
    entry.writeUInt16LE(utf8Names, 8)
    entry.writeUInt16LE(deflated ? 8 : 0, 10)
    entry.writeUInt32LE(crc32(bytes), 16)
    entry.writeUInt32LE(bytes.length, 20)
    entry.writeUInt32LE(size, 24)
    entry.writeUInt16LE(names.length, 28)
    entry.writeUInt32LE(offset, 42)
    directory.push(entry, names)
    offset += local.length + names.length + bytes.length
  }
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(Buffer.concat(directory).length, 12)
  end.writeUInt32LE(offset, 16)
  end.writeUInt16LE(Buffer.byteLength(comment), 20)
  return Buffer.concat([...files, ...directory, end, Buffer.from(comment)])
}
