import { GrowingBuffer } from './growing-buffer.ts'

export interface CollectOptions {
  maxBytes: number
  /** Makes what is thrown when there is more. The source is closed then. */
  tooLarge: () => Error
  /** Looked at before each chunk; its reason is thrown. */
  signal?: AbortSignal | undefined
}

/** All bytes of a stream in one piece, copied as they come (see `GrowingBuffer`). */
export async function collectBytes(
  chunks: AsyncIterable<Uint8Array>,
  { maxBytes, tooLarge, signal }: CollectOptions,
): Promise<Buffer> {
  const kept = new GrowingBuffer(maxBytes)
  for await (const chunk of chunks) {
    signal?.throwIfAborted()
    if (!kept.add(chunk)) throw tooLarge()
  }
  return kept.taken()
}
