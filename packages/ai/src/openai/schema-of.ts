import type { TextField } from '@async-events/core'

export type JsonSchema = Record<string, unknown>

/**
 * JSON schema of an answer, within the limits of strict mode: every key required, no others. A field used several
 * times in a template has its first instruction.
 */
export function schemaOf(fields: readonly TextField[]): JsonSchema {
  const instructions = new Map<string, string>()
  for (const { name, instruction } of fields) {
    if (!instructions.has(name)) instructions.set(name, instruction)
  }
  return {
    type: 'object',
    properties: Object.fromEntries(
      [...instructions].map(([name, description]) => [name, { type: 'string', description }]),
    ),
    required: [...instructions.keys()],
    additionalProperties: false,
  }
}
