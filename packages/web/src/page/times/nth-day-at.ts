import { isMark, isWord, type Token } from './tokens.ts'
import { dayWords, numberWords } from './words-of-time.ts'

export interface NthDay {
  nth: number
  next: number
}

/** A day counted from the first of the event: `Day 2`, `Tag 3`, `2nd day`, `2. Tag`. */
export function nthDayAt(tokens: readonly Token[], at: number): NthDay | null {
  const token = tokens[at]
  if (isWord(token, dayWords)) return afterWord(tokens, at)
  if (token?.kind !== 'number' || token.text.length > 2 || token.value < 1) return null
  const [suffix, word] = [tokens[at + 1], tokens[at + 2]]
  const ordinal =
    suffix !== undefined &&
    !suffix.gap &&
    (isMark(suffix, '.') || /^(?:st|nd|rd|th|e|eme|er|o|º)$/.test(suffix.name))
  return ordinal && isWord(word, dayWords) ? { nth: token.value, next: at + 3 } : null
}

function afterWord(tokens: readonly Token[], at: number): NthDay | null {
  const place = isMark(tokens[at + 1], '#-') ? at + 2 : at + 1
  const number = tokens[place]
  if (!number || number.text.length > 5) return null
  const nth = number.kind === 'number' ? number.value : numberWords[number.name]
  if (nth === undefined || nth < 1 || nth > 31) return null
  const [sign, digits] = [tokens[place + 1], tokens[place + 2]]
  // `Day 14:30`, `day 3/5`, `Day 2nd`
  const goesOn =
    sign !== undefined &&
    !sign.gap &&
    (sign.kind === 'word' || (isMark(sign, ':/.') && digits?.kind === 'number'))
  return goesOn ? null : { nth, next: place + 1 }
}
