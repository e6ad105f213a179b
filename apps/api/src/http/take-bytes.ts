import { AppError } from '@async-events/core'
import type { App } from '../routes/route-deps.ts'

/** The routes of this scope take a body of any type as bytes; a form is refused with a message. */
export function takeBytes(
  scope: Pick<App, 'removeAllContentTypeParsers' | 'addContentTypeParser'>,
  message: string,
): void {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser(
    '*',
    { parseAs: 'buffer' },
    async ({ headers }: { headers: Record<string, unknown> }, body: Buffer) => {
      const type = String(headers['content-type'] ?? '')
      if (/^(multipart\/|application\/x-www-form-urlencoded)/i.test(type))
        throw new AppError('unsupported_media_type', message)
      return body
    },
  )
}
