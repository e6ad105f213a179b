import { monthNamed, weekdayNamed } from './calendar-names.ts'
import { isMark, isWord, type Token } from './tokens.ts'
import {
  andWords,
  betweenWords,
  clockMarkers,
  dayWords,
  durationLabels,
  endWords,
  fillers,
  timeLabels,
  toWords,
} from './words-of-time.ts'

const known: ReadonlySet<string> = new Set(
  [fillers, toWords, endWords, timeLabels, durationLabels, clockMarkers, dayWords, betweenWords].flatMap(
    (words) => [...words],
  ),
)

/** A word about dates or times. */
export const isKnown = (token: Token): boolean =>
  token.kind === 'word' &&
  (known.has(token.name) ||
    token.name === 'feira' ||
    token.text === 'T' ||
    monthNamed(token) !== null ||
    weekdayNamed(token) !== null)

/** The token before, over a colon or a dot. */
export function before(tokens: readonly Token[], start: number): Token | undefined {
  const token = tokens[start - 1]
  return isMark(token, ':.') ? tokens[start - 2] : token
}

/** The token after what joins the ends of a range, a dash or a word; null when nothing does. */
export function separatorAfter(tokens: readonly Token[], at: number, between: boolean): number | null {
  const token = tokens[at]
  if (isMark(token, '-~')) {
    if (isMark(tokens[at + 1], '>')) return at + 2
    return isMark(tokens[at + 1], '-') ? null : at + 1
  }
  // As an arrow: `14:00 > 14:45`.
  if (isMark(token, '>') && token?.gap && tokens[at + 1]?.gap) return at + 1
  // Dutch `t/m`: up to and including.
  if (token?.name === 't' && isMark(tokens[at + 1], '/') && tokens[at + 2]?.name === 'm') return at + 3
  return isWord(token, toWords) || (between && isWord(token, andWords)) ? at + 1 : null
}

/** Only punctuation and small words stand between. */
export function isQuiet(tokens: readonly Token[], from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const token = tokens[at]
    if (token?.kind === 'number' || (token?.kind === 'word' && !fillers.has(token.name))) return false
  }
  return true
}

/** What stands between is a dash or `to`; between days also `&` and `and`. */
export function isJoinedBy(tokens: readonly Token[], from: number, to: number, signs = ''): boolean {
  const after = isMark(tokens[from], signs) ? from + 1 : separatorAfter(tokens, from, signs !== '')
  return after !== null && after <= to && isQuiet(tokens, after, to)
}
