import type { PageAttachment, PageCaption } from '@async-events/core'
import type { CheerioAPI } from 'cheerio/slim'
import type { Thing } from '../facts/linked-data.ts'
import { isElement, type PageElement, type PageNode } from '../tree/bounded-page.ts'
import { chooseCaptions } from './choose-captions.ts'
import { chooseDocuments } from './choose-documents.ts'
import { chooseRecording } from './choose-recording.ts'
import { framedDocument } from './framed-document.ts'
import { documentsOfThings, recordingsOfThings } from './linked-media.ts'
import { readLink } from './page-link.ts'
import { isFilePlayer, playerUrls, type ShownPlayer } from './player-urls.ts'
import { walkMedia } from './walk-media.ts'

export interface PageMedia {
  videoUrl: string | null
  captions: PageCaption[]
  attachments: PageAttachment[]
}

/**
 * The recording of the talk, its captions and its documents: what stands in the talk's part of the page, or says what
 * it is.
 */
export function mediaOfPage($: CheerioAPI, url: string, things: readonly Thing[]): PageMedia {
  const { head, body } = partsOf($)
  const spots = body ? walkMedia(body) : []
  const page = new URL(url)
  const links = spots.flatMap((spot) => readLink(spot, page) ?? [])
  const players = spots.flatMap((spot): ShownPlayer[] => {
    const urls = playerUrls(spot.element, url)
    const document = framedDocument(spot.element, url)
    return urls.length > 0 || document !== null || isFilePlayer(spot) ? [{ spot, urls, document }] : []
  })
  const recording = chooseRecording(players, links, recordingsOfThings(things, url), headVideo(head), url)
  return {
    videoUrl: recording?.url ?? null,
    captions: chooseCaptions(spots, links, recording?.player ?? null, url),
    attachments: chooseDocuments(players, links, documentsOfThings(things, url)).filter(
      (document) => document.url !== recording?.url,
    ),
  }
}

/** OpenGraph and Twitter name a video for those who share the page. */
function headVideo(head: PageElement | undefined): string[] {
  const stated = new Map<string, string>()
  for (const meta of head?.children ?? []) {
    if (!isElement(meta) || meta.name !== 'meta') continue
    const name = (meta.attribs.property ?? meta.attribs.name ?? '').toLowerCase()
    if (!stated.has(name)) stated.set(name, meta.attribs.content ?? '')
  }
  return ['og:video:secure_url', 'og:video:url', 'og:video', 'twitter:player'].flatMap(
    (name) => stated.get(name) ?? [],
  )
}

/** Head and body, without a walk over the whole page. */
function partsOf($: CheerioAPI): { head?: PageElement; body?: PageElement } {
  const children = (node: PageNode | undefined): PageElement[] =>
    node && 'children' in node ? node.children.filter(isElement) : []
  const html = children($.root()[0]).find(({ name }) => name === 'html')
  const named = new Map(children(html).map((element) => [element.name, element]))
  const [head, body] = [named.get('head'), named.get('body')]
  return { ...(head && { head }), ...(body && { body }) }
}
