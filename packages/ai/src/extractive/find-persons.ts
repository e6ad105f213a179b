import { splitSentences } from './split-sentences.ts'

/** A name that stands for somebody is taken up by one of these. English, where things are "it". */
const pronoun = /(?<!\p{L})(?:he|she|him|her|his|hers|himself|herself)(?!\p{L})/iu
/** Such a share of the sentences with a name. */
const leastShare = 0.4

/** Which of some names are those of people, by the pronouns of their sentences and the ones behind; lower case. English only. */
export function findPersons(
  paragraphs: readonly string[],
  names: ReadonlySet<string>,
  language: string,
): Set<string> {
  const persons = new Set<string>()
  if (names.size === 0 || !language.startsWith('en')) return persons
  const counts = new Map<string, { all: number; taken: number }>()
  for (const paragraph of paragraphs) {
    const sentences = splitSentences(paragraph, language)
    for (const [at, sentence] of sentences.entries()) {
      const next = sentences[at + 1] ?? ''
      for (const word of new Set(sentence.match(/\p{Lu}[\p{L}]+/gu) ?? [])) {
        const name = word.toLowerCase()
        if (!names.has(name)) continue
        const count = counts.get(name) ?? { all: 0, taken: 0 }
        count.all += 1
        const behind = sentence.slice(sentence.indexOf(word) + word.length)
        if (pronoun.test(behind) || pronoun.test(next)) count.taken += 1
        counts.set(name, count)
      }
    }
  }
  for (const [name, { all, taken }] of counts) if (taken / all >= leastShare) persons.add(name)
  return persons
}
