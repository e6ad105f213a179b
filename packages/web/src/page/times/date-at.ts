import { isKnown } from './around.ts'
import type { DateReading } from './date-reading.ts'
import { dayFirstDateAt, monthFirstDateAt } from './named-date-at.ts'
import { cjkDateAt, numericDateAt, yearFirstDateAt } from './numeric-date-at.ts'
import { isCjk, isMark, type Token } from './tokens.ts'

/** The date, or range of days, that starts at a token. `language` is a BCP 47 tag. */
export function dateAt(tokens: readonly Token[], start: number, language: string): DateReading | null {
  const token = tokens[start]
  if (!token || token.kind === 'mark') return null
  if (token.kind === 'word') return monthFirstDateAt(tokens, start, language)
  if (!isLoose(tokens, start)) return null
  const found =
    token.text.length > 2
      ? yearFirstDateAt(tokens, start)
      : (cjkDateAt(tokens, start, null) ??
        numericDateAt(tokens, start, language) ??
        dayFirstDateAt(tokens, start, language))
  return found && (isApart(tokens, start) || found.first.year !== null) ? found : null
}

/** Otherwise the text of two elements: `Reed beds14 September 2026`. */
function isApart(tokens: readonly Token[], start: number): boolean {
  const [previous, token] = [tokens[start - 1], tokens[start]]
  return previous?.kind !== 'word' || token?.gap === true || isKnown(previous) || isCjk(previous)
}

/** Not the tail of a code, a price or a longer number. */
function isLoose(tokens: readonly Token[], start: number): boolean {
  const [second, previous, token] = [tokens[start - 2], tokens[start - 1], tokens[start]]
  if (!previous || !token || token.gap) return !isMark(previous, '$€£#')
  if (previous.kind === 'word')
    return isCjk(previous) || isKnown(previous) || /\p{Ll}{3}$/u.test(previous.text)
  if (isMark(previous, '$€£#+_=@\\&%^*')) return false
  if (isMark(previous, '.')) return second?.kind === 'word' && isKnown(second)
  if (isMark(previous, ':')) return second?.kind === 'word'
  if (!isMark(previous, '-/') || previous.gap || !second) return true
  // `202614–16 Sept`; after a year or in an interval it is the last day.
  if (second.kind === 'number') return isMark(previous, '/') || second.text.length === 4
  return true
}
