import type { Statement } from '@async-events/core'
import { removeForeignLinks } from '../checks/remove-foreign-links.ts'
import { type Material, supportSentences } from '../checks/support-sentences.ts'
import { type CheckedAgainst, textProblem } from '../checks/text-problem.ts'
import { withoutCitations } from '../citations/read-citations.ts'
import type { GistField } from './gist-fields.ts'

/** A longer gist is none. */
const longest = 400

/** The gist of each part: one that rests on passages of the part, else null. Empty without parts. */
export async function reviewGists(
  fields: readonly GistField[],
  values: Readonly<Record<string, string>>,
  against: CheckedAgainst,
  material: Material,
): Promise<(Statement | null)[]> {
  const gists: (Statement | null)[] = material.source.parts.map(() => null)
  for (const field of fields) {
    const given = removeForeignLinks(values[field.name] ?? '', against.sources).replace(/\s*\n\s*/g, ' ')
    const text = withoutCitations(given)
    if (text === '' || text.length > longest) continue
    if ((await textProblem({ name: 'gist', instruction: '' }, text, against)) !== null) continue
    const { value, statements } = supportSentences(given, material)
    const own = new Set(field.passages)
    const passages = [...new Set(statements.flatMap((statement) => statement.passages))].filter((place) =>
      own.has(place),
    )
    if (value !== '' && passages.length > 0)
      gists[field.part] = { text: value, passages: passages.toSorted((a, b) => a - b) }
  }
  return gists
}
