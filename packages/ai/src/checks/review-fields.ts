import type { TextField } from '@async-events/core'
import { removeForeignLinks } from './remove-foreign-links.ts'
import { type CheckedAgainst, textProblem } from './text-problem.ts'

export interface ReviewedField {
  /** Without links, pictures and HTML that the sources do not hold. */
  value: string
  /** Why it cannot be used, as in "it …"; null for a usable one. */
  problem: string | null
}

/** Checks what a model wrote for each field. */
export async function reviewFields(
  fields: readonly TextField[],
  values: Readonly<Record<string, string>>,
  against: CheckedAgainst,
): Promise<Map<string, ReviewedField>> {
  const reviewed = new Map<string, ReviewedField>()
  for (const field of fields) {
    const given = values[field.name] ?? ''
    const problem = await textProblem(field, given, against)
    reviewed.set(field.name, { value: removeForeignLinks(given, against.sources), problem })
  }
  return reviewed
}
