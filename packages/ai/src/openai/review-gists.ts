import type { Statement } from '@async-events/core'
import { removeForeignLinks } from '../checks/remove-foreign-links.ts'
import { type Material, supportSentences } from '../checks/support-sentences.ts'
import { type CheckedAgainst, textProblem } from '../checks/text-problem.ts'
import { withoutCitations } from '../citations/read-citations.ts'
import type { GistField } from './gist-fields.ts'

/** A longer gist is none. */
const longest = 400

export interface ReviewedGists {
  /** One that rests on passages of its part, else null. Empty without parts. */
  gists: (Statement | null)[]
  /** Gists that were asked for. */
  asked: number
  /** Those that could not be used. */
  unusable: number
  /** Sentences without support that were left out of the others. */
  dropped: number
}

/** Checks the gist that a model wrote for each part. */
export async function reviewGists(
  fields: readonly GistField[],
  values: Readonly<Record<string, string>>,
  unread: ReadonlyMap<string, string>,
  against: CheckedAgainst,
  material: Material,
): Promise<ReviewedGists> {
  const gists: (Statement | null)[] = material.source.parts.map(() => null)
  let [unusable, left] = [0, 0]
  for (const field of fields) {
    const given = removeForeignLinks(values[field.name] ?? '', against.sources).replace(/\s*\n\s*/g, ' ')
    const text = withoutCitations(given)
    // A part of which the model says nothing is no fault
    if (text === '' && !unread.has(field.name)) continue
    const problem =
      text === '' ||
      text.length > longest ||
      (await textProblem({ name: 'gist', instruction: '' }, text, against))
    if (problem !== null) {
      unusable += 1
      continue
    }
    const { value, statements, dropped } = supportSentences(given, material)
    const own = new Set(field.passages)
    const passages = [...new Set(statements.flatMap((statement) => statement.passages))].filter((place) =>
      own.has(place),
    )
    if (value === '' || passages.length === 0) unusable += 1
    else {
      gists[field.part] = { text: value, passages: passages.toSorted((a, b) => a - b) }
      left += dropped
    }
  }
  return { gists, asked: fields.length, unusable, dropped: left }
}
