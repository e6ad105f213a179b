import type { PageAttachment, PageCaption, PageLink } from '@async-events/core'
import type { CheerioAPI } from 'cheerio/slim'
import { linksIn } from '../facts/links-in.ts'
import { documentType, isVideoFile, isVideoPage, webUrl } from '../facts/page-facts.ts'

export interface PageMedia {
  videoUrl: string | null
  captions: PageCaption[]
  attachments: PageAttachment[]
}

/** The recording of the talk, its captions and its documents. */
export function mediaOfPage($: CheerioAPI, url: string): PageMedia {
  const links = linksIn($, $('body a[href], a[href]'), url)
  return {
    videoUrl: readVideo($, url, [], links),
    captions: [],
    attachments: links
      .filter((link) => documentType(link.url) !== null)
      .map((link) => ({ url: link.url, title: link.title || null, mediaType: documentType(link.url) })),
  }
}

function readVideo(
  $: CheerioAPI,
  url: string,
  block: readonly PageLink[],
  links: readonly PageLink[],
): string | null {
  const media = $('video[src], video source[src]').first().attr('src')
  const frames = $('iframe[src]')
    .toArray()
    .map((frame) => webUrl($(frame).attr('src'), url))
  const all = [...block, ...links].map((link) => link.url)
  return (
    webUrl(media, url) ??
    all.find(isVideoFile) ??
    block.map((link) => link.url).find(isVideoPage) ??
    frames.find((frame) => frame !== null && isVideoPage(frame)) ??
    links.find(
      (link) => isVideoPage(link.url) && /video|record|aufzeichnung|mitschnitt|watch/i.test(link.title),
    )?.url ??
    null
  )
}
