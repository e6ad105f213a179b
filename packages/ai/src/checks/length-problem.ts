import type { TextField } from '@async-events/core'
import { fieldKind } from '../extractive/field-kind.ts'
import { wordsOf } from '../extractive/words-of.ts'

/** Characters, by the kind of field: more is no lead, summary or title. */
const most = { title: 300, lead: 2_000, summary: 12_000, key_points: 8_000, keywords: 4_000 }

/** From so many characters on a source is enough for a whole sentence about it. */
const richSource = 1_500

/** Says what is wrong with the length of a text, against its field and its source; null for a sensible one. */
export function lengthProblem(field: TextField, prose: string, sourceChars: number): string | null {
  const kind = fieldKind(field)
  if (prose.length > most[kind]) return `is too long for its field (${prose.length} characters)`
  const isProse = kind === 'lead' || kind === 'key_points' || (kind === 'summary' && isSummary(field))
  if (isProse && sourceChars >= 400 && prose.length > 1.5 * sourceChars)
    return `is longer than the source (${prose.length} characters)`
  const words = wordsOf(prose).length
  // One "word" of a language without blanks may be a sentence.
  if (isProse && sourceChars >= richSource && words < 5 && prose.length < 25)
    return `is too short for its field (${prose.length} characters)`
  return null
}

/** Other fields of a template may ask for a single word. */
const isSummary = ({ name, instruction }: TextField): boolean =>
  /(?<!\p{L})(?:summary|zusammenfassung|résumé|resumen|riassunto)(?!\p{L})/iu.test(
    `${name.replace(/[_.-]+/g, ' ')} ${instruction}`,
  )
