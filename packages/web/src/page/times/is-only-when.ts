import { isKnown } from './around.ts'
import { longestText, momentsIn } from './moments-in.ts'
import { isWord } from './tokens.ts'
import { andWords, midnight, noon } from './words-of-time.ts'

/** True for a short text that holds a date, weekday, time or duration and nothing else but words about them. */
export function isOnlyWhen(text: string, language = ''): boolean {
  if (text.length > longestText) return false
  const { tokens, moments } = momentsIn(text, language, false)
  if (moments.every(({ kind }) => kind === 'zone')) return false
  // `Sun` and `Sat` alone are as likely a name.
  if (moments.length === 1 && moments[0]?.kind === 'weekday' && moments[0].weak) return false
  const understood = new Set<number>()
  for (const { at, next } of moments) for (let index = at; index < next; index++) understood.add(index)
  return tokens.every(
    (token, index) =>
      understood.has(index) ||
      token.kind === 'mark' ||
      isWord(token, andWords) ||
      isWord(token, noon) ||
      isWord(token, midnight) ||
      (token.kind === 'word' && isKnown(token)),
  )
}
