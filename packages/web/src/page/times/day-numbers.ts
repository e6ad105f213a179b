import { separatorAfter } from './around.ts'
import { weekdayNamed } from './calendar-names.ts'
import { isMark, isWord, type Token } from './tokens.ts'
import { andWords } from './words-of-time.ts'

export interface DayNumber {
  day: number
  at: number
  next: number
}

export interface DayNumbers {
  first: DayNumber
  /** Of a range or list. */
  last: DayNumber | null
}

const ordinals = new Set(['st', 'nd', 'rd', 'th', 'ste', 'er', 'e', 'eme', 'o', 'a', 'º', 'ª', 'de'])
const longestList = 7

/** `14`, `14.`, `14th`, `1er`, `1º`. */
export function dayNumberAt(tokens: readonly Token[], at: number): DayNumber | null {
  const token = tokens[at]
  if (token?.kind !== 'number' || token.text.length > 2 || token.value < 1 || token.value > 31) return null
  const after = tokens[at + 1]
  const suffix = after && !after.gap && (isWord(after, ordinals) || isMark(after, '°.'))
  return { day: token.value, at, next: suffix ? at + 2 : at + 1 }
}

/** `14`, `14–16`, `14, 15 & 16`: the last number for which `isDay` holds ends the list. */
export function dayNumbersAt(
  tokens: readonly Token[],
  at: number,
  isDay: (at: number) => boolean = () => true,
): DayNumbers | null {
  const first = dayNumberAt(tokens, at)
  if (!first || !isDay(at)) return null
  let last: DayNumber | null = null
  for (let count = 1; count < longestList; count++) {
    const further = nextDay(tokens, (last ?? first).next)
    if (!further || further.day <= (last ?? first).day || !isDay(further.at)) break
    last = further
  }
  return { first, last }
}

/** `–16`, `& 2`, `and 3`, `to Sunday 2nd`, `, 15 and 16`. */
function nextDay(tokens: readonly Token[], at: number): DayNumber | null {
  const token = tokens[at]
  let next = isMark(token, '&+/') ? at + 1 : separatorAfter(tokens, at, true)
  if (isMark(token, ',')) {
    const day = dayNumberAt(tokens, at + 1)
    next = day && (isWord(tokens[day.next], andWords) || isMark(tokens[day.next], '&,')) ? at + 1 : null
  }
  if (next === null) return null
  if (weekdayNamed(tokens[next])) next += isMark(tokens[next + 1], '.,') ? 2 : 1
  if (tokens[next]?.name === 'the') next += 1
  return dayNumberAt(tokens, next)
}
