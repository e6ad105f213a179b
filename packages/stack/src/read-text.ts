import { AppError, type ArtifactStore } from '@async-events/core'

/** Text of a stored object; `result_too_large` above the cap. */
export async function readText(
  store: ArtifactStore,
  key: string,
  maxBytes = 16 * 1024 * 1024,
): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of await store.open(key)) {
    bytes += chunk.byteLength
    if (bytes > maxBytes)
      throw new AppError('result_too_large', `A stored text is larger than ${maxBytes} bytes.`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
