import { primarySubtag } from '@async-events/core'
import { de } from './de.ts'
import { en, type Words } from './en.ts'
import { type SiteLanguage, siteLanguages } from './site-languages.ts'

export const wordsOf: Readonly<Record<SiteLanguage, Words>> = { en, de }

/** The language of a site for documents in this one: English where it has no words for it. */
export function siteLanguage(tag: string | null): SiteLanguage {
  const primary = primarySubtag(tag)
  return siteLanguages.find((one) => one === primary) ?? 'en'
}
