import type { TextField } from '@async-events/core'

export type JsonSchema = Record<string, unknown>

/** JSON schema of an answer, within what strict mode allows: every key required, no other. */
export const schemaOf = (fields: readonly TextField[]): JsonSchema => ({
  type: 'object',
  properties: Object.fromEntries(
    fields.map(({ name, instruction }) => [name, { type: 'string', description: instruction }]),
  ),
  required: fields.map(({ name }) => name),
  additionalProperties: false,
})
