import type { CheerioAPI } from 'cheerio/slim'
import { descendants, elementsIn } from '../parts/elements.ts'
import type { PageElement } from '../tree/bounded-page.ts'
import { factLimits, plainText } from './page-facts.ts'

/** What stands in the head: OpenGraph, Dublin Core and plain `<meta>` by name, `<title>`, and links by relation. */
export interface PageHead {
  meta: (...names: string[]) => string | null
  title: string | null
  language: string | null
  licence: string | null
}

export function readHead($: CheerioAPI): PageHead {
  const metas = new Map<string, string>()
  const found: { refreshed?: string; title?: PageElement; lang?: string; licence?: string } = {}
  const root = $.root()[0]
  for (const top of root ? elementsIn(root) : []) {
    if (top.name === 'html' && top.attribs.lang !== undefined) found.lang = top.attribs.lang
    for (const element of descendants(top)) {
      if (element.name === 'meta') readMeta(element, metas, found)
      else if (element.name === 'title') found.title ??= element
      else if ((element.name === 'a' || element.name === 'link') && isLicenceLink(element))
        found.licence ??= element.attribs.href ?? ''
    }
  }
  const meta = (...names: string[]): string | null => {
    for (const name of names) {
      const value = metas.get(name)
      if (value !== undefined) return value
    }
    return null
  }
  return {
    meta,
    title: found.title ? plainText($(found.title).text()) : null,
    language: found.lang ?? meta('og:locale', 'content-language', 'dc.language') ?? found.refreshed ?? null,
    licence: found.licence || null,
  }
}

function readMeta(element: PageElement, metas: Map<string, string>, found: { refreshed?: string }): void {
  const { property, name, content } = element.attribs
  if (content === undefined) return
  for (const key of [property, name]) {
    const known = key?.trim().toLowerCase()
    const text = known && !metas.has(known) ? plainText(content, factLimits.description) : null
    if (known && text !== null) metas.set(known, text)
  }
  if (element.attribs['http-equiv']?.toLowerCase() === 'content-language') found.refreshed = content
}

const isLicenceLink = (element: PageElement): boolean =>
  element.attribs.rel !== undefined && /(?:^|\s)license(?:\s|$)/i.test(element.attribs.rel)
