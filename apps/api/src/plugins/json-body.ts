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
        return parse(utf8.decode(body))
      } catch {
        throw badRequest('body', 'invalid_json', 'is not valid JSON in UTF-8')
      }
    },
  )
}

/** As it stands, or with escapes of ASCII characters. */
const mayHoldPrototype = /__proto__|\\u00[0-7]/

function parse(text: string): unknown {
  // A reviver makes it several times slower.
  if (!mayHoldPrototype.test(text)) return JSON.parse(text)
  return JSON.parse(text, (key, inner: unknown) => {
    if (key === '__proto__') throw new SyntaxError('prototype key')
    return inner
  })
}
