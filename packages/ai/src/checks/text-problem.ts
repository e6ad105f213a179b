import type { TextField } from '@async-events/core'
import { fieldKind } from '../extractive/field-kind.ts'
import { wordsOf } from '../extractive/words-of.ts'
import { copiesPrompt } from './copies-prompt.ts'
import { type DetectLanguage, findOtherLanguage } from './find-other-language.ts'
import { leftoverMarkup } from './leftover-markup.ts'
import { lengthProblem } from './length-problem.ts'
import { oddWords } from './odd-words.ts'
import { proseOf } from './plain-words.ts'
import { refuses } from './refuses.ts'
import { repeatsItself } from './repeats-itself.ts'
import { holdsWord, type SourceWords } from './source-words.ts'
import { wordsProblem } from './words-problem.ts'

/** What a text is checked against. */
export interface CheckedAgainst {
  sources: SourceWords
  /** Characters of the sources. */
  sourceChars: number
  languages: { source: string; target: string }
  /** Instructions that the model was given. */
  prompts: readonly string[]
  detect: DetectLanguage | null
}

/** Says why the text that a model wrote for a field cannot be used, as in "it …"; null for a usable or an empty one. */
export async function textProblem(
  field: TextField,
  text: string,
  against: CheckedAgainst,
): Promise<string | null> {
  if (text.trim() === '') return null
  const { sources, languages, prompts, detect } = against
  const markup = leftoverMarkup(text, sources.text)
  if (markup !== null) return `has marks that are no text (${markup})`
  if (refuses(text, sources)) return 'is about the model instead of the source'
  if (copiesPrompt(text, prompts, sources)) return 'repeats the instructions'
  const prose = proseOf(text)
  const kind = fieldKind(field)
  if (kind === 'keywords') return keywordsProblem(text, languages, sources)
  if (repeatsItself(text)) return 'repeats itself'
  const odd = oddWords(prose, sources)
  if (odd.length > wordsOf(prose).length / 40)
    return `has words of no language (${odd.slice(0, 3).join(', ')})`
  const length = lengthProblem(field, prose, against.sourceChars)
  if (length !== null) return length
  if (kind === 'title') return null
  const other = await findOtherLanguage(text, languages.target, detect)
  if (other !== null) return `is in another language than "${languages.target}" (${other})`
  return wordsProblem(prose, languages, sources)
}

function keywordsProblem(
  text: string,
  languages: { source: string; target: string },
  sources: SourceWords,
): string | null {
  const items = text
    .split(/[,;\n]/)
    .map((item) => item.trim())
    .filter((item) => item !== '')
  // Small models give numbers of passages there
  if (items.filter((item) => !/\p{L}/u.test(item)).length > items.length / 2)
    return 'has numbers instead of words'
  if (oddWords(text, sources).length > items.length / 10) return 'has words of no language'
  const lower = items.map((item) => item.toLowerCase())
  if (lower.length >= 4 && new Set(lower).size <= lower.length / 2) return 'repeats itself'
  if (items.some((item) => wordsOf(item).length > 12)) return 'has sentences instead of keywords'
  const known = items.filter((item) => wordsOf(item).some((word) => holdsWord(sources, word)))
  const same = languages.source.split('-')[0] === languages.target.split('-')[0]
  return same && items.length >= 3 && known.length / items.length < 0.3
    ? 'has hardly a word of the sources'
    : null
}
