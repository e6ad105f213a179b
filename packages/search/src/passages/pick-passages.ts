import type { FoundPassage, SearchPassage } from '@async-events/core'
import type { ClauseTerms } from '../terms/query-terms.ts'
import { excerpt } from './excerpt.ts'
import { type Mark, marksIn, type PassageMatch } from './marks-in.ts'

/**
 * The passages of a talk that hold most of a query, the best first: those with rare words before those with words that most
 * passages have, what was said before what is written about it, else in their order.
 */
export async function pickPassages(
  passages: readonly SearchPassage[],
  clauses: readonly ClauseTerms[],
  limit: number,
): Promise<FoundPassage[]> {
  const found: { passage: SearchPassage; match: PassageMatch; at: number }[] = []
  for (const [at, passage] of passages.entries()) {
    const match = await marksIn(passage, clauses)
    if (match.clauses.size > 0) found.push({ passage, match, at })
  }
  const weights = clauses.map((_, clause) => {
    const holders = found.filter(({ match }) => match.clauses.has(clause)).length
    return Math.log(1 + passages.length / (1 + holders))
  })
  const scoreOf = ({ match }: { match: PassageMatch }): number =>
    [...match.clauses].reduce((sum, clause) => sum + (weights[clause] ?? 0), 0)
  return found
    .map((one) => ({ ...one, score: scoreOf(one) }))
    .sort((a, b) => b.score - a.score || orderOf(a.passage) - orderOf(b.passage) || a.at - b.at)
    .slice(0, limit)
    .map(({ passage, match }) => toFound(passage, match.marks))
}

const orderOf = ({ kind }: SearchPassage): number =>
  ['transcript', 'slide', 'document', 'title', 'speakers'].indexOf(kind)

function toFound(
  { kind, language, text, times, slide }: SearchPassage,
  marks: readonly Mark[],
): FoundPassage {
  const first = marks[0]?.[0] ?? 0
  const time = times.findLast(([offset]) => offset <= first) ?? times[0]
  return { kind, language, slide, seconds: time?.[1] ?? null, ...excerpt(text, marks) }
}
