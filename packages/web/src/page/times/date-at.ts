import { isKnown } from './around.ts'
import { monthNamed, weekdayNamed } from './calendar-names.ts'
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
  if (token.text.length > 2) return yearFirstDateAt(tokens, start)
  return (
    cjkDateAt(tokens, start, null) ??
    numericDateAt(tokens, start, language) ??
    dayFirstDateAt(tokens, start, language)
  )
}

/** Not the tail of a code, a price or a longer number. */
function isLoose(tokens: readonly Token[], start: number): boolean {
  const [second, previous, token] = [tokens[start - 2], tokens[start - 1], tokens[start]]
  if (!previous || !token || token.gap) return !isMark(previous, '$€£#')
  if (previous.kind === 'word') return isCjk(previous) || weekdayNamed(previous) !== null
  if (isMark(previous, '$€£#+_=@\\&%')) return false
  if (isMark(previous, '.')) return second?.kind === 'word' && isKnown(second)
  if (isMark(previous, ':')) return second?.kind === 'word'
  if (isMark(previous, '-/'))
    return previous.gap || !second || second.kind === 'mark' || monthNamed(second) === null
  return true
}
