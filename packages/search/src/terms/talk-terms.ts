import type { SearchableTalk } from '@async-events/core'
import { wordsIn } from '@async-events/site/terms'
import { folded, languageTerms } from './language-terms.ts'
import { noLanguage } from './query-terms.ts'

/** What is searched of a talk: terms with a blank between them, in the order of the text. */
export interface TalkTerms {
  title: string
  names: string
  text: string
  /** Each word once, as it stands: for those that are not finished yet. */
  words: string
  /** Languages of the terms. */
  languages: string[]
}

/** Between texts that do not go on: no phrase is found across it. */
const apart = ':'

export async function talkTerms({ passages }: SearchableTalk): Promise<TalkTerms> {
  const fields: Record<'title' | 'names' | 'text', string[]> = { title: [], names: [], text: [] }
  const all = new Set<string>()
  let before: string | null = null
  for (const { kind, language, text } of passages) {
    const field = kind === 'title' ? 'title' : kind === 'speakers' ? 'names' : 'text'
    const termOf = await languageTerms(field === 'names' ? noLanguage : language)
    // What is said goes on from line to line.
    if (kind !== 'transcript' || before !== kind) fields[field].push(apart)
    before = kind
    for (const word of wordsIn(text)) {
      fields[field].push(termOf(word))
      all.add(folded(word))
    }
  }
  return {
    title: fields.title.join(' '),
    names: fields.names.join(' '),
    text: fields.text.join(' '),
    words: [...all].join(' '),
    languages: [...new Set(passages.map(({ language }) => language))],
  }
}
