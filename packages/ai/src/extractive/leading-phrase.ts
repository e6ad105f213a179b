import { isVerbal } from './noun-phrases.ts'
import { isContent, linksOf } from './phrase-candidates.ts'
import { tokensOf } from './tokens-of.ts'

/** Besides the links of terms: "the argument for fines". */
const further: ReadonlySet<string> = new Set(['for', 'the', 'für', 'pour', 'para', 'per'])
/** Content words. */
const most = 3

/** The noun phrase that a text begins with, without an article, at most three content words; null where none stands there. */
export function leadingPhrase(text: string, language: string): string | null {
  const links = new Set([...linksOf(language)].flatMap((link) => link.split(' ')))
  const words: string[] = []
  let long = 0
  let content = 0
  for (const word of text.split(' ')) {
    const bare = word.replace(/^["“„«¿¡(]+|["”“»).,;:!?…]+$/gu, '')
    const tokens = tokensOf(bare, language)
    const last = tokens.at(-1)
    if (last === undefined) break
    const isLinked = tokens.slice(0, -1).every((token) => links.has(token.toLowerCase()))
    const isLink = links.has(bare.toLowerCase()) || further.has(bare.toLowerCase())
    if (isLinked && isContent(last, language)) {
      if (content === most) return null
      content += 1
      words.push(bare)
      long = words.length
    } else if (isLink && content > 0) words.push(bare)
    else break
    if (bare !== word) break
  }
  const phrase = words.slice(0, long)
  const [first = ''] = phrase
  if (long === 0 || isVerbal(first, language)) return null
  if (!language.startsWith('de') || !/\p{Lu}/u.test(text)) return phrase.join(' ')
  // German nouns have a capital
  const noun = phrase.findLastIndex((word) => /^\p{Lu}/u.test(word))
  return noun === -1 ? null : phrase.slice(0, noun + 1).join(' ')
}
