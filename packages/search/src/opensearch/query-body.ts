import type { SearchFilter } from '@async-events/core'
import type { ClauseTerms } from '../terms/query-terms.ts'

type Json = Record<string, unknown>

/** As in SQLite. */
const weights = { title: 8, names: 4, text: 1 }

/** A query as OpenSearch takes it: of terms, without any syntax in texts. */
export function queryBody(clauses: readonly ClauseTerms[], filter: SearchFilter): Json {
  return { bool: { must: clauses.map(clauseBody), filter: filtersOf(filter) } }
}

function clauseBody({ phrases, word, isUnfinished }: ClauseTerms): Json {
  const texts = phrases.flatMap(({ terms }) =>
    Object.entries(weights).map(([field, boost]) =>
      terms.length === 1
        ? { term: { [field]: { value: terms[0], boost } } }
        : { match_phrase: { [field]: { query: terms.join(' '), analyzer: 'whitespace', boost } } },
    ),
  )
  const as = isUnfinished ? 'prefix' : 'term'
  const words = word === null ? [] : [{ [as]: { words: { value: word, boost: 0 } } }]
  return { bool: { should: [...texts, ...words], minimum_should_match: 1 } }
}

function filtersOf({ event, track, speaker, batch_id, language, user_id }: SearchFilter): Json[] {
  const equal = {
    event,
    track,
    batch_id,
    speakers: speaker,
    languages: language,
    user_id: user_id ?? undefined,
  }
  const stated = Object.entries(equal).flatMap(([field, value]) =>
    value === undefined ? [] : [{ term: { [field]: { value } } }],
  )
  const ownerless = { bool: { must_not: [{ exists: { field: 'user_id' } }] } }
  return user_id === null ? [...stated, ownerless] : stated
}
