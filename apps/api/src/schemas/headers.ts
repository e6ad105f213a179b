import { z } from 'zod'
import { booleanText } from './fields.ts'

export const idempotencyKey = /^[\x21-\x7e]{1,255}$/

export const headers = z.looseObject({
  // Checked where it is used (`idempotently.ts`).
  'idempotency-key': z
    .string()
    .meta({ pattern: idempotencyKey.source, minLength: 1, maxLength: 255 })
    .optional()
    .describe('1 to 255 characters: a creating request is executed once per key in 24 hours'),
  'x-use-cache': booleanText.optional().describe('overrides `use_cache` of the body'),
})
