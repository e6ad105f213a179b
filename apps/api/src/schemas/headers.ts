import { z } from 'zod'
import { booleanText } from './fields.ts'

export const idempotencyKey = /^[\x21-\x7e]{1,255}$/

const once = {
  // Checked where it is used (`idempotently.ts`).
  'idempotency-key': z
    .string()
    .meta({ pattern: idempotencyKey.source, minLength: 1, maxLength: 255 })
    .optional()
    .describe('1 to 255 characters: the request is executed once per key in 24 hours'),
}
const cache = { 'x-use-cache': booleanText.optional().describe('overrides `use_cache` of the body') }

/** Of what is done once per key. */
export const onceHeaders = z.looseObject(once)
export const cacheHeaders = z.looseObject(cache)
/** Of what is done once per key, and makes steps run. */
export const headers = z.looseObject({ ...once, ...cache })

/** By the specification what is not valid is ignored, never refused (`readTrace`). */
const traceHeader = (description: string) =>
  z.string().meta({ maxLength: 512 }).optional().describe(description)

export const creatingHeaders = headers.extend({
  traceparent: traceHeader(
    'W3C Trace Context: kept with the job or batch, and passed on to webhooks, to the endpoints of text model and transcriber, and into logs',
  ),
  tracestate: traceHeader('goes with `traceparent`'),
})
