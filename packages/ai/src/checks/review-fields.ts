import type { GlossaryTerm, TextField } from '@async-events/core'
import { sameLanguage } from '@async-events/core'
import { glossaryProblem } from './glossary-problem.ts'
import { removeForeignLinks } from './remove-foreign-links.ts'
import { type CheckedAgainst, textProblem } from './text-problem.ts'

export interface ReviewedField {
  /** Without links, pictures and HTML that the sources do not hold. */
  value: string
  /** Why it cannot be used, as in "it …"; null for a usable one. */
  problem: string | null
  /** What of the glossary it does not follow, as in "it …"; such a text is better than none. */
  fault: string | null
}

/** Checks what a model wrote for each field. */
export async function reviewFields(
  fields: readonly TextField[],
  values: Readonly<Record<string, string>>,
  against: CheckedAgainst & { glossary: readonly GlossaryTerm[] },
): Promise<Map<string, ReviewedField>> {
  const { languages, sources, glossary } = against
  const isTranslated = !sameLanguage(languages.source, languages.target)
  const reviewed = new Map<string, ReviewedField>()
  for (const field of fields) {
    const given = values[field.name] ?? ''
    const problem = await textProblem(field, given, against)
    reviewed.set(field.name, {
      value: removeForeignLinks(given, sources),
      problem,
      fault:
        problem === null ? glossaryProblem(given, glossary, { source: sources.text, isTranslated }) : null,
    })
  }
  return reviewed
}
