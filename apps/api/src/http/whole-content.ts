import { Readable } from 'node:stream'
import type { ArtifactStore } from '@async-events/core'

type Content = Awaited<ReturnType<ArtifactStore['open']>>

/**
 * The same bytes; fails where they end before or after as many as were promised. A file that was damaged in the store
 * breaks the connection: after a length that does not hold, the next answer on it would be read as part of this one.
 */
export function wholeContent(content: Content, bytes: number): Readable {
  const whole = Readable.from(counted(content, bytes), { objectMode: false })
  // Also of who left before the first byte was read: a generator that has not begun ends without its content.
  whole.once('close', () => content.destroy())
  return whole
}

async function* counted(content: Content, bytes: number): AsyncGenerator<Uint8Array, void, void> {
  let left = bytes
  for await (const chunk of content) {
    left -= chunk.byteLength
    if (left < 0) break
    yield chunk
  }
  if (left !== 0) throw new Error(`a stored file does not have the ${bytes} bytes that it is known to have`)
}
