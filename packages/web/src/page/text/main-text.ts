import { Readability } from '@mozilla/readability'
import type { CheerioAPI } from 'cheerio/slim'
import { DefuddleClass } from 'defuddle/node'
import { parseHTML } from 'linkedom'
import { plainCode } from '../markdown/plain-code.ts'
import { isElement, loadPiece, type PageNode, pageLimits } from '../tree/bounded-page.ts'

export interface MainTextOptions {
  url: string
  /** Elements that only repeat facts read elsewhere. */
  factElements: ReadonlySet<PageNode>
  /** The page describes a session or another event, not an article. */
  session: boolean
}

/** HTML of the page's main text; empty when there is none. Mutates the tree. */
export function extractMainText($: CheerioAPI, options: MainTextOptions): string {
  const article = !options.session && isArticle($)
  removeNoise($, options.factElements)
  const whole = candidate(containerHtml($))
  const described = candidate(describedHtml($))
  if (
    options.session &&
    described.chars >= 200 &&
    described.chars >= whole.chars * 0.5 &&
    keepsStructure(described, whole)
  ) {
    return described.html
  }
  const html = $.html()
  const signs = html.match(/[<&]/g)?.length ?? 0
  const tooMany = $('*').length > pageLimits.extractedElements || signs > pageLimits.extractedSigns
  const extractors = tooMany ? [] : article ? [readable, defuddled] : [defuddled, readable]
  for (const extract of extractors) {
    const found = candidate(extract(html, options.url))
    if (isEnough(found, whole) && keepsStructure(found, whole)) return found.html
  }
  return described.chars > whole.chars ? described.html : whole.html
}

interface Candidate {
  html: string
  chars: number
  linkedChars: number
  tables: number
  codes: number
}

function candidate(html: string): Candidate {
  const $ = loadPiece(html)
  const length = (text: string): number => text.replace(/\s+/g, ' ').trim().length
  return {
    html,
    chars: length($.root().text()),
    linkedChars: length($('a').text()),
    tables: $('table').filter(
      (_index, table) => $(table).find('tr').length > 1 && $(table).find('td, th').length > 3,
    ).length,
    codes: $('pre').length,
  }
}

/** Article extractors may keep only one paragraph of a page that is no article. */
function isEnough(found: Candidate, whole: Candidate): boolean {
  if (found.chars === 0) return false
  const prose = whole.chars - whole.linkedChars
  return found.chars >= 250 ? found.chars >= prose * 0.35 : found.chars >= prose * 0.7
}

const keepsStructure = (found: Candidate, whole: Candidate): boolean =>
  found.tables >= whole.tables && found.codes >= whole.codes

function isArticle($: CheerioAPI): boolean {
  if ($('meta[property="og:type" i]').attr('content')?.toLowerCase() === 'article') return true
  if ($('article').length === 1) return true
  const paragraphs = $('p')
    .toArray()
    .filter((element) => $(element).text().trim().length > 120)
  return paragraphs.length >= 4
}

const readable = (html: string, url: string): string =>
  quietly(
    () =>
      new Readability(documentOf(html, url), {
        charThreshold: 200,
        maxElemsToParse: 60_000,
        keepClasses: true,
      }).parse()?.content,
  )

const defuddled = (html: string, url: string): string =>
  // `parse`, never `parseAsync`: the latter fetches missing data from other servers.
  quietly(() => new DefuddleClass(documentOf(html, url), { url, useAsync: false }).parse().content)

type PageDocument = ReturnType<typeof parseHTML>['document']

function documentOf(html: string, url: string): PageDocument {
  const { document } = parseHTML(html)
  // linkedom has no base URL; extractors resolve links against it.
  Object.defineProperty(document, 'baseURI', { value: url, configurable: true })
  Object.defineProperty(document, 'documentURI', { value: url, configurable: true })
  return document
}

/** An extractor that throws on strange markup counts as one that found nothing. */
function quietly(extract: () => string | null | undefined): string {
  try {
    return extract() ?? ''
  } catch {
    return ''
  }
}

const contentSelectors = ['main', '[role="main"]', '#main', '#content', 'article', '.content', 'body']

/** The innermost common container with most of the page's text. */
function containerHtml($: CheerioAPI): string {
  const all = $('body').text().trim().length || $.root().text().trim().length
  for (const selector of contentSelectors) {
    const found = $(selector)
    if (found.length === 1 && found.text().trim().length >= all * 0.5) return found.html() ?? ''
  }
  return $('body').html() ?? $.html()
}

const describedSelectors =
  '.event-abstract, .event-description, .talk-abstract, .talk-description, .session-description, .session-abstract, .abstract, .description, .e-content, [itemprop="articleBody"], [itemprop="description"], [itemprop="abstract"], [property="schema:description"]'

/** The blocks that conference software marks as the talk's text. */
function describedHtml($: CheerioAPI): string {
  return $(describedSelectors)
    .filter(
      (_index, element) =>
        isElement(element) && element.name !== 'meta' && $(element).parents(describedSelectors).length === 0,
    )
    .toArray()
    .map((element) => $.html(element))
    .join('\n')
}

const noiseSelectors = [
  'nav, dialog, form, button, select, textarea, input, iframe, noscript, menu',
  '[role="navigation"], [role="banner"], [role="contentinfo"], [role="search"], [role="dialog"], [role="alertdialog"], [role="menu"]',
  '[hidden], [aria-hidden="true"], [aria-modal="true"]',
  'body > footer, body > header, body > div > footer, body > div > header, body > aside',
].join(', ')

const noiseWords =
  /(?:^|[-_ ])(?:cookies?|consent|gdpr|ccpa|share|sharing|social|socials|addtoany|breadcrumbs?|newsletter|subscribe|skip(?:-?(?:link|nav|to))?|navbar|nav|navigation|menu|sidebar|site-?footer|footer|site-?header|masthead|banner|advert|ads|promo|popup|modal|toast|pagination|pager|comments?|related|sponsors?|login|signin|search)(?:$|[-_ ])/i

function removeNoise($: CheerioAPI, factElements: ReadonlySet<PageNode>): void {
  const all = $('body').text().length
  plainCode($)
  $('script, head, title, meta, link').remove()
  for (const element of factElements) $(element).remove()

  $(noiseSelectors).remove()
  $('body *').each((_index, element) => {
    if (!isElement(element)) return
    const { id = '', class: classes = '', style = '' } = element.attribs
    const hidden = /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style)
    if (!hidden && !noiseWords.test(id) && !noiseWords.test(classes)) return
    if (/^(?:html|body|main|article|table|tbody|tr|td|pre|code|h1)$/.test(element.name)) return
    // A wrapper named `has-sidebar` contains the whole page.
    if ($(element).text().length < all * 0.4) $(element).remove()
  })
}
