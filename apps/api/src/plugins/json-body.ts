import type { FastifyInstance } from 'fastify'
import { badRequest } from './error-answers.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * JSON and nothing else. An empty body is no body (clients send a content type with DELETE too), invalid UTF-8 and
 * prototype keys are refused instead of repaired.
 */
export function jsonBody(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (_request: unknown, body: Buffer) => {
      if (body.length === 0) return undefined
      try {
        const value: unknown = JSON.parse(utf8.decode(body), (key, inner: unknown) => {
          if (key === '__proto__') throw new SyntaxError('prototype key')
          return inner
        })
        return value
      } catch {
        throw badRequest('body', 'invalid_json', 'is not valid JSON in UTF-8')
      }
    },
  )
}
