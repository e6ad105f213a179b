import { randomUUID } from 'node:crypto'

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
  const millis = time.toString(16).padStart(12, '0')
  const count = counter.toString(16).padStart(3, '0')
  // Variant and random bits stand where version 4 has them, whose bits Node has in store.
  return `${millis.slice(0, 8)}-${millis.slice(8)}-7${count}${randomUUID().slice(18)}`
}

export const newJobId = (at?: Date): string => `job-${uuidv7(at)}`
export const newBatchId = (at?: Date): string => `batch-${uuidv7(at)}`
export const newUploadId = (at?: Date): string => `upload-${uuidv7(at)}`
