import type { PageCaption } from '@async-events/core'
import { languageTag } from '@async-events/core/language-tag'
import { pathEnding, plainText, uniqueBy, webUrl } from '../facts/page-facts.ts'
import type { PageElement } from '../tree/bounded-page.ts'
import { languageInName, languageInText } from './caption-language.ts'
import type { PageAnchor } from './page-link.ts'
import type { Spot } from './walk-media.ts'
import { captionFormatWords } from './wording/caption-wording.ts'

const maxCaptions = 20

/**
 * Captions that the page names: tracks of the player that shows the recording, else of any, and links to files that
 * can be read as captions (WebVTT, SubRip).
 */
export function chooseCaptions(
  spots: readonly Spot[],
  links: readonly PageAnchor[],
  shown: PageElement | null,
  page: string,
): PageCaption[] {
  const tracks = spots.filter(
    ({ element, place }) => element.name === 'track' && place !== 'others' && place !== 'frame',
  )
  const own = tracks.filter(({ player }) => player === shown)
  const found = [
    ...(own.length > 0 ? own : tracks).flatMap(({ element }) => ofTrack(element, page)),
    ...links.filter(({ spot }) => spot.place !== 'others').flatMap(ofLink),
  ]
  return uniqueBy(found, ({ url }) => url).slice(0, maxCaptions)
}

/** HTML standard, 4.8.11.1: a track without a kind holds subtitles. */
function ofTrack({ attribs }: PageElement, page: string): PageCaption[] {
  const url = webUrl(attribs.src ?? attribs['data-src'], page)
  if (url === null || /^(?:metadata|chapters|descriptions|thumbnails)$/i.test(attribs.kind?.trim() ?? ''))
    return []
  const label = plainText(attribs.label, 100)
  return [
    {
      url,
      language: languageTag(attribs.srclang) ?? languageInText(label ?? '') ?? languageInName(url),
      label,
    },
  ]
}

function ofLink({ spot, url, title, said, mediaType }: PageAnchor): PageCaption[] {
  const { attribs } = spot.element
  if (!isCaptionFile(url, mediaType) && !(captionFormatWords.isIn(said) && isServed(url))) return []
  const language = languageTag(attribs.hreflang) ?? languageInText(title) ?? languageInName(url)
  return [{ url, language, label: title.slice(0, 100) || null }]
}

export const isCaptionFile = (url: string, mediaType: string | null): boolean =>
  /^(?:vtt|srt)$/.test(pathEnding(url)) ||
  /^(?:text\/vtt|text\/srt|application\/x-subrip)$/.test(mediaType ?? '')

/** By a script of the site: a link that only mentions a format leads to a text about it. */
const isServed = (url: string): boolean => /[?&/=.](?:vtt|srt|subtitles?|captions?)(?:$|[&/?.])/i.test(url)
