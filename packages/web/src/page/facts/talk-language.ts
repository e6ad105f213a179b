import type { FactSource, PageFacts } from '@async-events/core'

/** These speak of the page. */
const ofPage: ReadonlySet<FactSource> = new Set(['opengraph', 'meta', 'title', 'url'])

/** The language that the page states as a fact of the talk; its own may be another. */
export function talkLanguage({ language, sources }: PageFacts): string | null {
  return sources.language === undefined || ofPage.has(sources.language) ? null : language
}
