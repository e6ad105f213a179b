import { randomBytes } from 'node:crypto'

let lastTime = 0
let counter = 0

/**
 * UUID version 7 (RFC 9562): sorts by the time it was made. The 12 bits after the version count within a millisecond,
 * so the jobs of a batch sort as they were given.
 */
export function uuidv7(at: Date = new Date()): string {
  const time = at.getTime()
  counter = time === lastTime ? (counter + 1) & 0xfff : 0
  lastTime = time
  const bytes = randomBytes(16)
  bytes.writeUIntBE(time, 0, 6)
  bytes.writeUInt16BE(0x7000 | counter, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

export const newJobId = (at?: Date): string => `job-${uuidv7(at)}`
export const newBatchId = (at?: Date): string => `batch-${uuidv7(at)}`
export const newUploadId = (at?: Date): string => `upload-${uuidv7(at)}`
