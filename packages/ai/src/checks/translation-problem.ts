import type { TranslateRequest } from '@async-events/core'
import { type DetectLanguage, findOtherLanguage } from './find-other-language.ts'
import { foldLetters } from './fold-letters.ts'
import { hasWord } from './glossary-problem.ts'
import { leftoverMarkup } from './leftover-markup.ts'
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
  const wrong = glossary.find(({ term, translation }) => {
    if (!hasWord(source, term)) return false
    // A name as it is; a term in any form of its translation.
    return translation === null
      ? !answer.includes(term)
      : !foldLetters(answer).includes(foldLetters(translation).slice(0, Math.max(4, translation.length - 2)))
  })
  if (wrong !== undefined)
    return `does not follow the glossary: ${JSON.stringify(wrong.term)} is ${JSON.stringify(wrong.translation ?? wrong.term)}`
  const other = await findOtherLanguage(answer.replace(mark, ' '), targetLanguage, detect)
  return other === null ? null : `is in another language than "${targetLanguage}" (${other})`
}

const mark = /⟦\d+⟧/g
const marksOf = (text: string): string[] => text.match(mark) ?? []

/** Digits by number: separators differ between languages, and numbers of a day or a clock may change places. */
const numbersOf = (text: string): string[] =>
  (text.replace(mark, ' ').match(/\d+(?:[.,'’\u00a0\u202f]\d+)*/gu) ?? []).map((number) =>
    number.replace(/\D/g, ''),
  )

const list = (items: readonly string[]): string => items.toSorted().join(' ')
