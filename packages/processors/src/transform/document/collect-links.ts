import { oneLine } from '../markdown/escape-markdown.ts'
import { safeUrl } from '../markdown/safe-url.ts'
import type { Slide } from '../slides/slide.ts'
import type { Sources } from './read-sources.ts'
import type { SessionFacts } from './session-facts.ts'

export interface Link {
  title: string
  url: string
}

/** Most links from slides, which repeat them on every page. */
const mostOfSlides = 40

/** Links of page and slides, each once, except those in the text of the page or in the lines above. */
export function collectLinks(
  { page, text }: Pick<Sources, 'page' | 'text'>,
  slides: readonly Slide[],
  facts: SessionFacts,
  sessionUrl: string,
): Link[] {
  const named = new Set<string | null | undefined>([
    sessionUrl,
    page?.url,
    facts.video,
    ...facts.attachments.map(({ url }) => url),
    ...facts.speakers.map(({ url }) => url),
  ])
  const isNew = ({ url }: Link): boolean => {
    const known = named.has(url) || text.includes(`](${url}`) || text.includes(`<${url}>`)
    named.add(url)
    return !known && safeUrl(url) !== null
  }
  const ofSlides = slides
    .flatMap(({ links }) => links)
    .filter((url) => /^https?:\/\//i.test(url))
    .map((url) => ({ title: shownUrl(url), url }))
  return [
    ...(page?.links ?? []).filter(({ title }) => oneLine(title) !== '').filter(isNew),
    ...ofSlides.filter(isNew).slice(0, mostOfSlides),
  ]
}

/** A URL as people write it. */
export function shownUrl(url: string): string {
  if (!URL.canParse(url)) return url
  const { host, pathname } = new URL(url)
  return pathname.length > 1 && pathname.length < 60 ? `${host}${pathname.replace(/\/$/, '')}` : host
}
