import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { PostBody } from './post.ts'

export interface FormFile {
  /** Name of its field. */
  field: string
  path: string
  /** As the receiver sees it. */
  filename: string
  mediaType: string
}

/** A form as `multipart/form-data` (RFC 7578); the file is streamed. */
export async function multipart(
  fields: readonly (readonly [name: string, value: string])[],
  file: FormFile,
): Promise<PostBody> {
  const boundary = `form-${randomUUID()}`
  const { size } = await stat(file.path)
  const head = Buffer.from(
    [
      ...fields.map(([name, value]) => part(boundary, `name="${quoted(name)}"`, '', value)),
      part(
        boundary,
        `name="${quoted(file.field)}"; filename="${quoted(file.filename)}"`,
        `Content-Type: ${file.mediaType}\r\n`,
        '',
      ),
    ].join('\r\n'),
  )
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`)
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    bytes: head.length + size + tail.length,
    chunks: (async function* () {
      yield head
      // No more than announced, even if the file has grown.
      if (size > 0) yield* createReadStream(file.path, { end: size - 1 })
      yield tail
    })(),
  }
}

const part = (boundary: string, disposition: string, headers: string, value: string): string =>
  `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n${headers}\r\n${value}`

/** Escaped as browsers do (HTML Standard, "Multipart form data"). */
const quoted = (text: string): string => text.replace(/\r\n|\r|\n/g, '%0D%0A').replace(/"/g, '%22')
