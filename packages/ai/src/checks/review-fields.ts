import { type Statement, sameLanguage, type TextField } from '@async-events/core'
import { withoutCitations } from '../citations/read-citations.ts'
import { fieldKind } from '../extractive/field-kind.ts'
import { glossaryProblem } from './glossary-problem.ts'
import { removeForeignLinks } from './remove-foreign-links.ts'
import { type Material, supportSentences } from './support-sentences.ts'
import { type CheckedAgainst, textProblem } from './text-problem.ts'

export interface ReviewedField {
  /** Without citations, what the sources do not support, and links, pictures and HTML that they do not hold. */
  value: string
  /** None for titles and keywords, and without passages. */
  statements: Statement[]
  /** Sentences that nothing in the sources supports, and how many of them were kept. */
  unsupported: { dropped: number; kept: number }
  /** Why it cannot be used, as in "it …"; null for a usable one. */
  problem: string | null
  /** What of the glossary it does not follow, as in "it …"; such a text is better than none. */
  fault: string | null
}

/** Checks what a model wrote for each field. */
export async function reviewFields(
  fields: readonly TextField[],
  values: Readonly<Record<string, string>>,
  against: CheckedAgainst,
  material: Material,
): Promise<Map<string, ReviewedField>> {
  const reviewed = new Map<string, ReviewedField>()
  for (const field of fields)
    reviewed.set(field.name, await reviewField(field, values[field.name] ?? '', against, material))
  return reviewed
}

export async function reviewField(
  field: TextField,
  given: string,
  against: CheckedAgainst,
  material: Material,
): Promise<ReviewedField> {
  const text = removeForeignLinks(given, against.sources)
  const plain = material.source.passages.length > 0 ? withoutCitations(text) : text
  const problem = await textProblem(field, withoutCitations(given), against)
  const none = { value: plain, statements: [], unsupported: { dropped: 0, kept: 0 }, problem, fault: null }
  if (problem !== null || plain === '') return none
  const fault = glossaryProblem(plain, material.glossary ?? [], {
    source: against.sources.text,
    isTranslated: !sameLanguage(material.sourceLanguage, material.targetLanguage),
  })
  const kind = fieldKind(field)
  if (material.source.passages.length === 0 || kind === 'title' || kind === 'keywords')
    return { ...none, fault }
  const { value, statements, dropped, unproven } = supportSentences(text, material)
  if (value === '') return { ...none, problem: 'says nothing that the sources say' }
  return { value, statements, unsupported: { dropped, kept: unproven }, problem: null, fault }
}
