import type { SentFile } from '@async-events/core'
import { AppError } from '@async-events/core'
import type { FastifyRequest } from 'fastify'
import { badRequest } from '../plugins/error-answers.ts'

/** What a form may hold beside the file before it is refused: enough to say what is wrong with it. */
const limits = { fields: 10, fieldSize: 1024, fieldNameSize: 100, files: 2, parts: 12, headerPairs: 100 }

/** What a form of one file may have around it. */
const formBytes = 64 * 1024

const wrong = (code: string, message: string): AppError => badRequest('file', code, message)

/**
 * Gives the one file of a form to `store` as it arrives, and what that gave once the form has ended well. Throws
 * `unsupported_media_type` for another body, `too_large` for one that says so, `validation_error` for a form that is not
 * just one file called `file`.
 */
export async function receiveFile<T>(
  request: FastifyRequest,
  maxBytes: number,
  store: (file: SentFile) => Promise<T>,
): Promise<T> {
  if (!request.isMultipart())
    throw new AppError('unsupported_media_type', 'The body must be multipart/form-data.')
  if (Number(request.headers['content-length'] ?? 0) > maxBytes + formBytes)
    throw new AppError('too_large', `The file is larger than ${maxBytes} bytes, the maximum.`)
  let stored: { value: T } | null = null
  try {
    for await (const part of request.parts({ limits: { ...limits, fileSize: Number.POSITIVE_INFINITY } })) {
      if (part.type !== 'file' || part.fieldname !== 'file') {
        if (part.type === 'file') part.file.destroy()
        throw wrong('unknown_key', 'must be the only part of the form, and a file')
      }
      if (stored) {
        part.file.destroy()
        throw wrong('too_big', 'must be one file, not several')
      }
      const { filename, mimetype, file } = part
      stored = { value: await store({ content: file, filename, media_type: mimetype }) }
    }
  } catch (thrown) {
    throw thrown instanceof AppError ? thrown : formError(thrown)
  }
  if (!stored) throw wrong('required', 'must be a file in the form')
  return stored.value
}

/** What the parser throws says that the form is no form; what the store throws is not the client's doing. */
function formError(thrown: unknown): unknown {
  if (!(thrown instanceof Error)) return thrown
  const code = 'code' in thrown ? String(thrown.code) : ''
  const isOfForm =
    /^FST_/.test(code) ||
    /multipart|boundary|needle|part terminated|header|busboy|malformed/i.test(thrown.message)
  return isOfForm ? wrong('invalid_form', 'is not in a whole form of multipart/form-data') : thrown
}
