/** Records of a ZIP, of APPNOTE.TXT 6.3.10: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT */

/** An entry as far as it is known where a record is written. */
export interface EntryRecord {
  name: Buffer
  date: Date
  isDeflated: boolean
  /** Sizes and checksum are behind the data, as they were not known in front of it. */
  isDescribedBehind: boolean
  /** Its sizes take eight bytes, which has to be said in front of the data. */
  isLarge: boolean
  crc: number
  /** In the archive. */
  packedBytes: number
  bytes: number
  /** Of its local header. */
  offset: number
}

/** What does not fit in four bytes, or in two. */
export const large = 0xffff_ffff
const many = 0xffff

/** ZIP64 needs 4.5 to be read. */
const versionOf = ({ isLarge }: Pick<EntryRecord, 'isLarge'>): number => (isLarge ? 45 : 20)

export function localHeader(entry: EntryRecord): Buffer {
  const { name, isLarge, isDescribedBehind, crc, packedBytes, bytes } = entry
  // Behind the data they are as long as this field says.
  const extra = isLarge
    ? zip64([isDescribedBehind ? 0 : bytes, isDescribedBehind ? 0 : packedBytes])
    : Buffer.alloc(0)
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x0403_4b50, 0)
  head.writeUInt16LE(versionOf(entry), 4)
  writeCommon(head, 6, entry)
  if (!isDescribedBehind) head.writeUInt32LE(crc, 14)
  head.writeUInt32LE(isLarge ? large : isDescribedBehind ? 0 : packedBytes, 18)
  head.writeUInt32LE(isLarge ? large : isDescribedBehind ? 0 : bytes, 22)
  head.writeUInt16LE(name.length, 26)
  head.writeUInt16LE(extra.length, 28)
  return Buffer.concat([head, name, extra])
}

/** Behind the data of an entry that is described there. */
export function dataDescriptor({ crc, packedBytes, bytes, isLarge }: EntryRecord): Buffer {
  const record = Buffer.alloc(isLarge ? 24 : 16)
  record.writeUInt32LE(0x0807_4b50, 0)
  record.writeUInt32LE(crc, 4)
  if (isLarge) {
    record.writeBigUInt64LE(BigInt(packedBytes), 8)
    record.writeBigUInt64LE(BigInt(bytes), 16)
  } else {
    record.writeUInt32LE(packedBytes, 8)
    record.writeUInt32LE(bytes, 12)
  }
  return record
}

/** Of an entry in the directory at the end. */
export function directoryHeader(entry: EntryRecord): Buffer {
  const { name, crc, packedBytes, bytes, offset } = entry
  const isFar = offset >= large
  const isLarge = entry.isLarge || bytes >= large || packedBytes >= large
  const wide = [...(isLarge ? [bytes, packedBytes] : []), ...(isFar ? [offset] : [])]
  const extra = wide.length > 0 ? zip64(wide) : Buffer.alloc(0)
  const head = Buffer.alloc(46)
  head.writeUInt32LE(0x0201_4b50, 0)
  const version = versionOf({ isLarge: isLarge || isFar })
  // Made on Unix: the attributes are a mode.
  head.writeUInt16LE((3 << 8) | version, 4)
  head.writeUInt16LE(version, 6)
  writeCommon(head, 8, entry)
  head.writeUInt32LE(crc, 16)
  head.writeUInt32LE(isLarge ? large : packedBytes, 20)
  head.writeUInt32LE(isLarge ? large : bytes, 24)
  head.writeUInt16LE(name.length, 28)
  head.writeUInt16LE(extra.length, 30)
  // A file that its owner may change and others may read.
  head.writeUInt32LE((0o100644 << 16) >>> 0, 38)
  head.writeUInt32LE(isFar ? large : offset, 42)
  return Buffer.concat([head, name, extra])
}

/** The end of a ZIP with a directory of so many entries and bytes that begins there. */
export function endOfZip(entries: number, bytes: number, offset: number): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x0605_4b50, 0)
  end.writeUInt16LE(Math.min(entries, many), 8)
  end.writeUInt16LE(Math.min(entries, many), 10)
  end.writeUInt32LE(Math.min(bytes, large), 12)
  end.writeUInt32LE(Math.min(offset, large), 16)
  if (entries < many && bytes < large && offset < large) return end
  const wide = Buffer.alloc(56)
  wide.writeUInt32LE(0x0606_4b50, 0)
  wide.writeBigUInt64LE(44n, 4)
  wide.writeUInt16LE((3 << 8) | 45, 12)
  wide.writeUInt16LE(45, 14)
  wide.writeBigUInt64LE(BigInt(entries), 24)
  wide.writeBigUInt64LE(BigInt(entries), 32)
  wide.writeBigUInt64LE(BigInt(bytes), 40)
  wide.writeBigUInt64LE(BigInt(offset), 48)
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x0706_4b50, 0)
  locator.writeBigUInt64LE(BigInt(offset + bytes), 8)
  locator.writeUInt32LE(1, 16)
  return Buffer.concat([wide, locator, end])
}

/** Flags, method and time, which both headers of an entry have in this order. */
function writeCommon(
  head: Buffer,
  at: number,
  {
    name,
    date,
    isDeflated,
    isDescribedBehind,
  }: Pick<EntryRecord, 'name' | 'date' | 'isDeflated' | 'isDescribedBehind'>,
): void {
  const isAscii = name.every((byte) => byte < 0x80)
  head.writeUInt16LE((isAscii ? 0 : 0x800) | (isDescribedBehind ? 8 : 0), at)
  head.writeUInt16LE(isDeflated ? 8 : 0, at + 2)
  head.writeUInt16LE(
    (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1),
    at + 4,
  )
  const year = Math.min(Math.max(date.getUTCFullYear() - 1980, 0), 127)
  head.writeUInt16LE((year << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate(), at + 6)
}

function zip64(numbers: readonly number[]): Buffer {
  const extra = Buffer.alloc(4 + 8 * numbers.length)
  extra.writeUInt16LE(1, 0)
  extra.writeUInt16LE(8 * numbers.length, 2)
  for (const [index, number] of numbers.entries()) extra.writeBigUInt64LE(BigInt(number), 4 + 8 * index)
  return extra
}
