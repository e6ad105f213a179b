import type { CheerioAPI } from 'cheerio/slim'
import { isElement } from '../tree/bounded-page.ts'
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
  let refreshed: string | undefined
  $('meta').each((_index, element) => {
    if (!isElement(element)) return
    const { property, name, content } = element.attribs
    if (content === undefined) return
    for (const key of [property, name]) {
      const known = key?.trim().toLowerCase()
      const text = known ? plainText(content, factLimits.description) : null
      if (known && text !== null && !metas.has(known)) metas.set(known, text)
    }
    if (element.attribs['http-equiv']?.toLowerCase() === 'content-language') refreshed = content
  })
  const meta = (...names: string[]): string | null => {
    for (const name of names) {
      const found = metas.get(name)
      if (found !== undefined) return found
    }
    return null
  }
  return {
    meta,
    title: plainText($('head title').first().text()) ?? plainText($('title').first().text()),
    language:
      $('html').attr('lang') ?? meta('og:locale', 'content-language', 'dc.language') ?? refreshed ?? null,
    licence: $('a[rel~="license"], link[rel~="license"]').first().attr('href') ?? null,
  }
}
