import { randomBytes } from 'node:crypto'

/** UUID version 7 (RFC 9562): sorts by the time it was made, so ids are also a stable order of creation. */
export function uuidv7(at: Date = new Date()): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(at.getTime(), 0, 6)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

export const newJobId = (at?: Date): string => `job-${uuidv7(at)}`
export const newBatchId = (at?: Date): string => `batch-${uuidv7(at)}`
