import { AppError, storedTemplateLimits } from '@async-events/core'
import { badRequest } from '../plugins/error-answers.ts'
import { validate } from '../plugins/validation.ts'
import { templateForm } from '../schemas/template.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The text of a template that was sent as Markdown, or as JSON. It may be empty, but a request without a body empties none. */
export function receiveTemplate(body: unknown, contentType: string | undefined): string {
  if (!Buffer.isBuffer(body)) throw badRequest('body', 'required', 'must hold the template')
  const isJson = /^application\/json\b/i.test(contentType ?? '')
  const source = isJson ? validate(templateForm, parsed(body)).source : decoded(body)
  requireSize(Buffer.byteLength(source))
  return source
}

/** Throws `too_large`. */
export function requireSize(bytes: number): void {
  if (bytes > storedTemplateLimits.bytes)
    throw new AppError('too_large', `A template has at most ${storedTemplateLimits.bytes} bytes.`)
}

function decoded(bytes: Buffer): string {
  requireSize(bytes.length)
  try {
    return utf8.decode(bytes)
  } catch {
    throw badRequest('body', 'invalid_text', 'is not text in UTF-8')
  }
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(bytes))
  } catch {
    throw badRequest('body', 'invalid_json', 'is not valid JSON in UTF-8')
  }
}
