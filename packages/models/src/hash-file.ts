import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'

/** sha256 in hex. */
export async function hashFile(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  const bytes = createReadStream(path, { highWaterMark: 1024 * 1024, ...(signal ? { signal } : {}) })
  for await (const chunk of bytes) hash.update(chunk)
  return hash.digest('hex')
}
