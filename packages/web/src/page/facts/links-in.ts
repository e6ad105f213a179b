import type { PageLink } from '@async-events/core'
import type { Cheerio, CheerioAPI } from 'cheerio/slim'
import type { PageNode } from '../tree/bounded-page.ts'
import { plainText, uniqueBy, webUrl } from './page-facts.ts'

/** Targets of links, each once; anchors within the page are left out. */
export function linksIn($: CheerioAPI, anchors: Cheerio<PageNode>, url: string): PageLink[] {
  const page = new URL(url)
  const found = anchors
    .slice(0, 2_000)
    .toArray()
    .flatMap((anchor): PageLink[] => {
      const target = webUrl($(anchor).attr('href'), url)
      const title = plainText($(anchor).text(), 200) ?? plainText($(anchor).attr('title'), 200) ?? ''
      if (target === null) return []
      const same = new URL(target)
      if (same.origin === page.origin && same.pathname === page.pathname && same.search === page.search)
        return []
      return [{ url: target, title: title === '' ? target : title }]
    })
  return uniqueBy(found, (link) => link.url)
}
