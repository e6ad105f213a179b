import type { TranslateRequest } from '@async-events/core'
import { countStopWords } from '../extractive/stop-words.ts'
import { wordsOf } from '../extractive/words-of.ts'
import { type DetectLanguage, findOtherLanguage } from './find-other-language.ts'
import { foldLetters } from './fold-letters.ts'
import { hasWord } from './glossary-problem.ts'
import { leftoverMarkup } from './leftover-markup.ts'
import { proseOf } from './plain-words.ts'
import { repeatsItself } from './repeats-itself.ts'

/** Says what is wrong with the translation of a segment, as in "it …"; null for a usable one. */
export async function translationProblem(
  source: string,
  answer: string,
  { targetLanguage, glossary = [] }: Pick<TranslateRequest, 'targetLanguage' | 'glossary'>,
  detect: DetectLanguage | null,
): Promise<string | null> {
  if (answer === '') return 'is empty'
  if (list(marksOf(answer)) !== list(marksOf(source))) return 'has other marks than the text'
  if (list(numbersOf(answer)) !== list(numbersOf(source))) return 'has other numbers than the text'
  const [long, short] = [answer.length, source.length]
  if (short >= 40 && (long > 3 * short || long * 4 < short)) return 'has another length than the text'
  if (short < 40 && long > 3 * short + 20) return 'is much longer than the text'
  const added = /https?:\/\/|www\.|<[a-z!/]|\]\(|^#{1,6}\s|`/i.exec(answer)?.[0]
  if (added !== undefined && !source.includes(added)) return 'has links or markup that the text has not'
  const markup = leftoverMarkup(answer, source)
  if (markup !== null) return `has marks that are no text (${markup})`
  if (repeatsItself(answer) && !repeatsItself(source)) return 'repeats itself'
  const prose = proseOf(answer.replace(mark, ' '))
  if (isUnchanged(answer, source) && !isName(prose, glossary)) return 'is not translated'
  const other = await findOtherLanguage(prose, targetLanguage, detect)
  if (other !== null) return `is in another language than "${targetLanguage}" (${other})`
  const wrong = glossary.find(({ term, translation }) => {
    if (!hasWord(source, term)) return false
    // A name as it is; a term in any form of its translation.
    return translation === null
      ? !answer.includes(term)
      : !foldLetters(answer).includes(foldLetters(translation).slice(0, Math.max(4, translation.length - 2)))
  })
  return wrong === undefined
    ? null
    : `does not follow the glossary: ${JSON.stringify(wrong.term)} is ${JSON.stringify(wrong.translation ?? wrong.term)}`
}

const isUnchanged = (answer: string, source: string): boolean =>
  wordsOf(foldLetters(answer)).join(' ') === wordsOf(foldLetters(source)).join(' ')

/** Names, and terms that languages share, stay as they are: a word or two, or capitals without a function word. */
function isName(prose: string, glossary: TranslateRequest['glossary'] = []): boolean {
  const words = wordsOf(prose)
  if (
    words.length < 3 ||
    glossary.some(({ term, translation }) => translation === null && term === prose.trim())
  )
    return true
  const stopWords = [...countStopWords(words).values()]
  return Math.max(0, ...stopWords) === 0
}

const mark = /⟦\d+⟧/g
const marksOf = (text: string): string[] => text.match(mark) ?? []

/** Digits by number: separators differ between languages, and numbers of a day or a clock may change places. */
const numbersOf = (text: string): string[] =>
  (text.replace(mark, ' ').match(/\d+(?:[.,'’\u00a0\u202f]\d+)*/gu) ?? []).map((number) =>
    number.replace(/\D/g, ''),
  )

const list = (items: readonly string[]): string => items.toSorted().join(' ')
