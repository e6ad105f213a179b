import { writtenLeans } from './find-fault.ts'
import { isOfTheOccasion } from './of-the-occasion.ts'
import { terms } from './rank-sentences.ts'
import type { Sentence } from './read-sentences.ts'
import { stopWordsOf } from './stop-words.ts'

/**
 * The best sentences without repetition, in source order. Sentences in `taken` are excluded, and the result is added,
 * so that a document does not quote one twice, nor what repeats one of `known`.
 */
export function pickSentences(
  sentences: readonly Sentence[],
  scores: readonly number[],
  wanted: { count: number; language: string; taken: Set<number>; known?: readonly Sentence[] },
): Sentence[] {
  const stopWords = stopWordsOf(wanted.language)
  const picked: { sentence: Sentence; words: Set<string> }[] = []
  const known = (wanted.known ?? []).map(({ text }) => new Set(terms(text, stopWords)))
  const byScore = sentences
    .map((sentence) => ({ sentence, score: scores[sentence.index] ?? 0 }))
    .filter(
      ({ sentence }) =>
        !wanted.taken.has(sentence.index) &&
        (sentence.fragment || !isPartOfItem(sentence.text)) &&
        standsAlone(sentence.text, wanted.language) &&
        !isOfTheOccasion(sentence.text, wanted.language),
    )
    .sort((a, b) => b.score - a.score || a.sentence.index - b.sentence.index)
  for (const { sentence } of byScore) {
    if (picked.length >= wanted.count) break
    const words = new Set(terms(sentence.text, stopWords))
    if (picked.some((other) => overlap(words, other.words) > 0.6)) continue
    if (known.some((other) => overlap(words, other) > 0.8)) continue
    picked.push({ sentence, words })
  }
  for (const { sentence } of picked) wanted.taken.add(sentence.index)
  return picked.map(({ sentence }) => sentence).sort((a, b) => a.index - b.index)
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((word) => b.has(word)).length
  return shared / (Math.min(a.size, b.size) || 1)
}

/** Of languages whose rules are not known, and "we", whom a summary does not name. */
const leansOnOthers =
  /^(?:and|but|so|or|these|those|it|they|he|she|we|however|therefore|instead|th(?:is|at)(?! (?:talk|presentation|session|workshop|lecture|paper|article|lightning talk)\b)|wir)(?![\p{L}\p{N}])/iu

/** An item such as "a box for the cards.", or the beginning of a list: both need what stands around them. */
const isPartOfItem = (text: string): boolean => /^["'“”«(]*\p{Ll}|[:;,–—-]["'”»)]*$/u.test(text)

/**
 * Whether a written sentence can be quoted alone; questions cannot. The `first` of a page has nothing before it that it could
 * point at.
 */
export const standsAlone = (text: string, language: string, first = false): boolean =>
  !/\?["'”)]*$/.test(text) && !leansOnOthers.test(text) && !writtenLeans(text, language, first)
