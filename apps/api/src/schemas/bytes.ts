import { z } from 'zod'

/** Answers with the bytes of a file. */
export function bytesOf(mediaType: string) {
  const body = { [mediaType]: { schema: z.string().meta({ format: 'binary' }) } }
  return {
    200: { description: 'The whole file.', content: body },
    206: { description: 'The requested range.', content: body },
    307: z.null().describe('The file is at the address in `Location` for a while; see `ARTIFACTS_PRESIGN`.'),
    304: z.null().describe('Not modified.'),
  }
}
