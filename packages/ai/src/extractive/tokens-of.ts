import { primarySubtag } from '@async-events/core'
import { wordsOf } from './words-of.ts'

/** French and Italian write these in one with the word behind them. */
const elided: Record<string, RegExp> = {
  fr: /^(l|d|c|j|m|t|s|n|qu|jusqu|lorsqu|puisqu|quoiqu|presqu)['’](?=\p{L})/iu,
  it: /^(l|d|c|m|t|s|v|un|dell|all|dall|nell|sull|coll|quell|quest|anch|com|dov|cos|bell|sant|senz|tutt)['’](?=\p{L})/iu,
}

/** Words of a text, with elided articles and pronouns as words of their own: `l'`, `heure`. */
export function tokensOf(text: string, language: string): string[] {
  const prefix = elided[primarySubtag(language) ?? '']
  if (prefix === undefined) return wordsOf(text)
  return wordsOf(text).flatMap((word) => {
    const [found] = prefix.exec(word) ?? []
    return found === undefined ? [word] : [found, word.slice(found.length)]
  })
}
