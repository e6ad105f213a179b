import type { PageAttachment } from '@async-events/core'
import { documentType, factLimits, isVideoFile, uniqueBy } from '../facts/page-facts.ts'
import type { PageAnchor } from './page-link.ts'
import type { Place } from './place.ts'
import type { ShownPlayer } from './player-urls.ts'
import { isDeckPage, isFilePage, isOnSlideHost } from './slide-hosts.ts'
import { isOnVideoHost, isVideoPage } from './video-hosts.ts'
import type { Spot } from './walk-media.ts'
import {
  conferenceDocumentWords,
  deckWords,
  formWords,
  materialWords,
  pageItselfWords,
  slidesWords,
} from './wording/document-wording.ts'
import { saysOnly } from './wording/filler.ts'
import { type Words, wordsOf } from './wording/phrases.ts'

const places: Readonly<Record<Place, number>> = {
  session: 2,
  outside: 0,
  aside: 0,
  speaker: 0,
  frame: -2,
  others: -6,
}
const saysSlides = 3
/** `Downloads` and its like stand above anything. */
const saysMaterial = 1
const ofTheConference = -4
/** The link says nothing else. */
const onlyOfTheConference = -6
const least = 1

/** The talk's documents: decks that the page shows, then its links in their order. */
export function chooseDocuments(
  players: readonly ShownPlayer[],
  links: readonly PageAnchor[],
  linked: readonly PageAttachment[],
): PageAttachment[] {
  const found = [...players.flatMap(ofPlayer), ...links.flatMap(ofLink)]
  return uniqueBy([...linked.filter(isOfTalk), ...found], ({ url }) => url).slice(0, factLimits.attachments)
}

const isOfTalk = ({ title }: PageAttachment): boolean => {
  const words = wordsOf(title ?? '')
  return !formWords.isIn(words) && (!conferenceDocumentWords.isIn(words) || slidesWords.isIn(words))
}

function ofLink(link: PageAnchor): PageAttachment[] {
  const { spot, url, title } = link
  const mediaType = typeOf(link)
  if (mediaType === undefined || claimOf(spot, link.own, link.said) < least) return []
  return [{ url, title: title || null, mediaType }]
}

/** A deck or document that the page shows in a frame. */
function ofPlayer({ spot, urls, document }: ShownPlayer): PageAttachment[] {
  const decks = document === null ? urls.filter(isDeckPage) : [document]
  const title = spot.element.attribs.title?.trim().slice(0, 200) ?? ''
  if (decks.length === 0 || claimOf(spot, wordsOf(title), wordsOf(title)) < least) return []
  return decks.map((url) => ({ url, title: title || null, mediaType: documentType(url) ?? 'text/html' }))
}

/** Media type of a document; `undefined` for what is none. */
function typeOf({ spot, url, target, said, mediaType }: PageAnchor): string | null | undefined {
  if (isVideoFile(url) || isVideoPage(target)) return undefined
  if (isDeckPage(target)) return 'text/html'
  if (mediaType !== null)
    return /^(?:video|audio|image|text)\//.test(mediaType) && mediaType !== 'text/csv' ? undefined : mediaType
  if (isOnVideoHost(target) || isOnSlideHost(target)) return undefined
  const isCalled = saysOnly(slidesWords, said)
  const isBelow = [wordsOf(spot.label), ...spot.headings.slice(0, 1).map(({ words }) => words)].some(
    (words) => saysOnly(deckWords, words),
  )
  if ((isCalled || isBelow) && (isFilePage(target) || isDownload(url))) return null
  // Pages of their own, made with reveal.js and its like.
  if (spot.place !== 'session') return undefined
  const isDeck =
    isCalled || (isBelow && spot.paragraph.unlinked < 60) || (slidesWords.isIn(said) && mentionsSlides(url))
  return isDeck ? 'text/html' : undefined
}

const mentionsSlides = (url: string): boolean =>
  /[/.](?:slides?|decks?|presentations?|folien)(?=[/.-])/i.test(url)

/** Indico and others serve files without extension. */
const isDownload = (url: string): boolean =>
  /\/(?:attachments?|downloads?|files?|media)\/|[?&](?:download|file|attachment|attachment_id)=|\/download\/?$/i.test(
    url,
  )

/** How much speaks for a document of the talk: where it stands, what it and its heading say. */
function claimOf({ place, headings, label }: Spot, own: Words, said: Words): number {
  if (formWords.isIn(own) || pageItselfWords.isIn(own)) return -10
  const above = [wordsOf(label), ...headings.map(({ words }) => words)]
  if (above.some((words) => words.list.length <= 8 && formWords.isIn(words))) return -10
  const named =
    slidesWords.isIn(own) || above.some((words) => slidesWords.isIn(words))
      ? saysSlides
      : above.some((words) => materialWords.isIn(words))
        ? saysMaterial
        : 0
  const nearest = above[1]
  const isForeign =
    conferenceDocumentWords.isIn(own) ||
    (nearest !== undefined && nearest.list.length <= 4 && conferenceDocumentWords.isIn(nearest))
  const foreign = isForeign
    ? saysOnly(conferenceDocumentWords, said)
      ? onlyOfTheConference
      : ofTheConference
    : 0
  return places[place] + named + foreign
}
