import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { primarySubtag } from '@async-events/core'

/** Languages with a stemmer of Snowball, by their primary subtag. Each is one module without imports, which a browser loads as it is. */
const modules: Readonly<Record<string, string>> = {
  ar: '@orama/stemmers/arabic',
  da: '@orama/stemmers/danish',
  de: '@orama/stemmers/german',
  el: '@orama/stemmers/greek',
  en: '@orama/stemmers/english',
  es: '@orama/stemmers/spanish',
  fi: '@orama/stemmers/finnish',
  fr: '@orama/stemmers/french',
  ga: '@orama/stemmers/irish',
  hu: '@orama/stemmers/hungarian',
  id: '@orama/stemmers/indonesian',
  it: '@orama/stemmers/italian',
  lt: '@orama/stemmers/lithuanian',
  nb: '@orama/stemmers/norwegian',
  nl: '@orama/stemmers/dutch',
  nn: '@orama/stemmers/norwegian',
  no: '@orama/stemmers/norwegian',
  pt: '@orama/stemmers/portuguese',
  ro: '@orama/stemmers/romanian',
  ru: '@orama/stemmers/russian',
  sr: '@orama/stemmers/serbian',
  sv: '@orama/stemmers/swedish',
  tr: '@orama/stemmers/turkish',
}

export interface Stemmer {
  stem(word: string): string
  /** The module that does so in a browser, as text; null where words are not stemmed. */
  source: string | null
}

/** The key of the index that texts of a language are in: its primary subtag, `und` without one. */
export const indexLanguage = (tag: string | null): string => primarySubtag(tag) ?? 'und'

/** The stemmer of a language of `indexLanguage`; words are left as they are where there is none. */
export async function stemmerOf(language: string): Promise<Stemmer> {
  const name = modules[language]
  if (name === undefined) return { stem: (word) => word, source: null }
  const { stemmer }: { stemmer: (word: string) => string } = await import(name)
  return {
    stem: (word) => stemmer(word),
    source: await readFile(fileURLToPath(import.meta.resolve(name)), 'utf8'),
  }
}
