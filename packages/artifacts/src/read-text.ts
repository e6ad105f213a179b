import { AppError, type ArtifactStore, collectBytes } from '@async-events/core'

/** Text of a stored object; `result_too_large` above `maxBytes`. */
export async function readText(
  store: Pick<ArtifactStore, 'open'>,
  key: string,
  maxBytes = 16 * 1024 * 1024,
): Promise<string> {
  const bytes = await collectBytes(await store.open(key), {
    maxBytes,
    tooLarge: () => new AppError('result_too_large', `A stored text is larger than ${maxBytes} bytes.`),
  })
  return bytes.toString('utf8')
}
