import { primarySubtag, sameLanguage } from '@async-events/core'
import { countStopWords, stopWordsOf } from '../extractive/stop-words.ts'
import { wordsOf } from '../extractive/words-of.ts'
import { writesBlanks } from './script-of.ts'
import { holdsWord, type SourceWords } from './source-words.ts'

/**
 * Says what is wrong with the words of a text where the sources hold hardly any of them. A translation shares names and
 * numbers only, so that it is held to the function words of its language.
 */
export function wordsProblem(
  prose: string,
  languages: { source: string; target: string },
  sources: SourceWords,
): string | null {
  const words = wordsOf(prose)
  if (!writesBlanks(languages.target) || words.length < 6) return null
  const stopWords = stopWordsOf(languages.target)
  const content = words.filter((word) => word.length > 1 && !stopWords.has(word.toLowerCase()))
  const held = content.filter((word) => holdsWord(sources, word)).length / Math.max(1, content.length)
  if (sameLanguage(languages.source, languages.target))
    return content.length >= 5 && held < 0.3 ? 'has hardly a word of the sources' : null
  const own = countStopWords(words).get(primarySubtag(languages.target) ?? '')
  const isSalad = own !== undefined && own / words.length < 0.08 && held < 0.2
  return isSalad && words.length >= 10 ? 'is no running text' : null
}
