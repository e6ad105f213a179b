import type { PageFacts } from '@async-events/core'
import { primarySubtag } from '@async-events/core/language-tag'
import type { CheerioAPI } from 'cheerio/slim'
import { factLimits, plainText, webUrl } from './page-facts.ts'

/** OpenGraph, Dublin Core and plain `<meta>`; the weakest source of a title, since sites add their name. */
export function factsOfHead($: CheerioAPI, url: string): Partial<PageFacts> {
  const meta = (...names: string[]): string | null => {
    for (const name of names) {
      const found = plainText(
        $(`meta[property="${name}" i], meta[name="${name}" i]`).first().attr('content'),
        factLimits.description,
      )
      if (found !== null) return found
    }
    return null
  }
  const author = meta('author', 'dc.creator', 'dcterms.creator')
  return {
    title: readTitle($, meta('og:title', 'dc.title', 'twitter:title')),
    description: meta('og:description', 'description', 'dc.description', 'twitter:description'),
    language: primarySubtag(
      $('html').attr('lang') ??
        meta('og:locale', 'content-language', 'dc.language') ??
        $('meta[http-equiv="content-language" i]').attr('content'),
    ),
    event: plainText(meta('og:site_name', 'application-name')),
    startsAt: plainText(meta('event:start_time')),
    endsAt: plainText(meta('event:end_time')),
    licence:
      webUrl($('a[rel~="license"], link[rel~="license"]').first().attr('href'), url) ??
      plainText(meta('dc.rights', 'dcterms.license')),
    keywords: (meta('keywords', 'news_keywords') ?? '')
      .split(',')
      .map((word) => plainText(word, 80))
      .filter((word) => word !== null),
    speakers: author !== null && looksLikePerson(author) ? [{ name: author, url: null, imageUrl: null }] : [],
  }
}

const looksLikePerson = (name: string): boolean =>
  /^\p{Lu}[\p{L}'’.-]+(?: [\p{L}'’.-]+){1,3}$/u.test(name) && name.length <= 60

/** The heading that matches the title, else the title without the site's name. */
function readTitle($: CheerioAPI, stated: string | null): string | null {
  const whole = plainText($('head title').first().text()) ?? plainText($('title').first().text())
  const headings = $('h1, h2')
    .slice(0, 20)
    .toArray()
    .map((element) => plainText($(element).text()))
    .filter((text) => text !== null)
  const titles = [stated, whole].filter((text) => text !== null).map((text) => plainText(text) ?? '')
  const confirmed = headings.filter(
    (heading) => heading.length > 3 && titles.some((title) => title.includes(heading)),
  )
  const longest = confirmed.toSorted((a, b) => b.length - a.length)[0]
  if (longest !== undefined) return longest
  if (stated !== null) return plainText(stated)
  return plainText($('h1').first().text()) ?? (whole === null ? null : withoutSiteName(whole))
}

/** `Talk title | Conference` and its variants: the longest part is the talk. */
function withoutSiteName(title: string): string {
  const longest = (parts: string[]): string => parts.toSorted((a, b) => b.length - a.length)[0] ?? title
  const part = longest(title.split(/\s+(?:\||::|»|·)\s+/))
  // Titles contain dashes; one next to a name with a year separates the conference.
  const dashed = part.split(/\s+[—–-]\s+/)
  return dashed.some((side) => /\b20\d\d\b/.test(side) && side.length < 40) ? longest(dashed) : part
}
