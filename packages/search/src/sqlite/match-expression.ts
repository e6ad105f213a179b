import type { ClauseTerms } from '../terms/query-terms.ts'

/**
 * A query in the language of FTS5. Terms are quoted, and made of letters, digits and marks with one colon: nothing in them
 * has a meaning there.
 */
export function matchExpression(clauses: readonly ClauseTerms[]): string {
  return clauses
    .map(({ phrases, word, isUnfinished }) => {
      const texts = phrases.map(({ terms }) => `"${terms.join(' ')}"`).join(' OR ')
      const words = word === null ? [] : [`words : "${word}"${isUnfinished ? ' *' : ''}`]
      return `(${[`{title names text} : (${texts})`, ...words].join(' OR ')})`
    })
    .join(' AND ')
}
