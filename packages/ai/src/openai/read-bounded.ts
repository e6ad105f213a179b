import { AppError } from '@async-events/core'

/** The text of an answer, up to a number of bytes. */
export async function readBounded(response: Response, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length
    // Leaving the loop cancels the body and with it the connection
    if (bytes > maxBytes) throw new AppError('model_output_invalid', 'The text model answered far too much')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
