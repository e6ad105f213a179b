import type { PageFacts, PageReading, PageSource } from '@async-events/core'
import { languageOfText } from '../language/language-of-text.ts'
import { readLinkedData, type Thing } from './facts/linked-data.ts'
import { linksIn } from './facts/links-in.ts'
import { documentType, factLimits, isVideoFile, uniqueBy, webUrl } from './facts/page-facts.ts'
import { readFacts } from './facts/read-facts.ts'
import { talkLanguage } from './facts/talk-language.ts'
import { longTextOfLinkedData } from './facts/text-of-linked-data.ts'
import { withoutFactLines } from './facts/without-fact-lines.ts'
import { markdownOfNodes, toMarkdown } from './markdown/to-markdown.ts'
import { mediaOfPage } from './media/media-of-page.ts'
import { selectPart } from './parts/select-part.ts'
import { findRefresh } from './refresh/find-refresh.ts'
import type { PageHints } from './text/block-features.ts'
import { isAppShell } from './text/is-app-shell.ts'
import { extractMainText } from './text/main-text.ts'
import { bodyOf, type PageElement, pageLimits, parseBounded } from './tree/bounded-page.ts'
import { decodeHtml } from './tree/decode-html.ts'
import { elementsNamed } from './tree/elements-named.ts'
import { textBelow } from './tree/text-below.ts'

const maxMarkdownChars = 1_000_000
/** Of a page that a script fills in: more comes from its linked data. */
const leastOfShell = 400

/**
 * Reads a page's content. Never throws on broken markup; use `createPageReader` to limit its time, too. `whole` keeps all
 * text: of a file of text that was made a page.
 */
export function readPage(
  html: Uint8Array,
  source: PageSource,
  { whole = false }: { whole?: boolean } = {},
): PageReading {
  const maxBytes = pageLimits.chars * 2
  const text = decodeHtml(html.subarray(0, maxBytes), source.charset, html.length > maxBytes)
  const { $, cut } = parseBounded(text)
  const named = elementsNamed($.root().toArray(), ['base', 'img', 'input', 'meta', 'title'])
  const base = baseUrl(named.base.find(({ attribs }) => attribs.href !== undefined)?.attribs.href, source.url)
  const refresh = findRefresh($, text, { base, url: source.url, header: source.refresh ?? null })
  const part = selectPart($, source.about)

  const things = readLinkedData($)
  const { facts: stated, links: blocks, factElements, session } = readFacts($, things, base, source.about)
  const links = blocks.flatMap((block) => block.links)
  const facts: PageFacts = {
    ...stated,
    ...mediaOfPage($, base, things),
    links: uniqueBy(links, ({ url }) => url),
  }
  for (const { bare, elements } of blocks) if (bare) for (const element of elements) factElements.add(element)
  const portraits = new Set(facts.speakers.flatMap(({ imageUrl }) => imageUrl ?? []))
  if (portraits.size > 0)
    for (const image of named.img)
      if (portraits.has(webUrl(image.attribs.src, base) ?? '')) factElements.add(image)
  const body = bodyOf($)
  const shell = body !== null && isAppShell(body, text)
  const password = named.input.some(({ attribs }) => attribs.type?.toLowerCase() === 'password')
  const main = extractMainText($, {
    factElements,
    session: session ? { title: facts.title, speakers: facts.speakers.map(({ name }) => name) } : null,
    whole,
    hints: hintsOf(named, things),
  })
  let markdown = withoutFactLines(markdownOfNodes(main.nodes, base), facts)
  const long = longTextOfLinkedData(things, facts.title, base)
  // A page rendered by a script has text only in the linked data.
  const isLonger = long !== null && markdown.length < 200 && long.length > markdown.length * 2
  if (isLonger) markdown = toMarkdown(long, base)

  const shown = unescaped(markdown)
  const inText = linksIn($, $(elementsNamed(main.nodes, ['a']).a), base).filter(({ url }) =>
    shown.includes(unescaped(url)),
  )
  const media = new Set([facts.videoUrl, ...[...facts.captions, ...facts.attachments].map(({ url }) => url)])
  const allLinks = uniqueBy([...facts.links, ...inText], (link) => link.url)
  return {
    ...facts,
    links: allLinks
      .filter(({ url }) => documentType(url) === null && !isVideoFile(url) && !media.has(url))
      .slice(0, factLimits.links),
    language: languageOfText(markdown) ?? facts.language,
    talkLanguage: talkLanguage(facts),
    markdown: markdown.slice(0, maxMarkdownChars),
    littleText: (main.little && !isLonger) || (shell && markdown.length < leastOfShell),
    refresh,
    part,
    login: password && markdown.length < 600,
    cut: cut || markdown.length > maxMarkdownChars,
  }
}

function hintsOf(
  { title, meta }: Record<'title' | 'meta', PageElement[]>,
  things: readonly Thing[],
): PageHints {
  const kind = meta.find(({ attribs }) => attribs.property === 'og:type')?.attribs.content
  const types = [...things.flatMap((thing) => thing.types), ...(kind === undefined ? [] : [`og:${kind}`])]
  return {
    title: title[0] ? textBelow(title[0]).replace(/\s+/g, ' ').trim() : '',
    types: new Set(types.map((type) => type.toLowerCase())),
  }
}

/** Markdown escapes signs in URLs. */
const unescaped = (text: string): string =>
  text.replaceAll('\\', '').replaceAll('%28', '(').replaceAll('%29', ')')

function baseUrl(href: string | undefined, url: string): string {
  if (href === undefined || !URL.canParse(href, url)) return url
  const base = new URL(href, url)
  return base.protocol === 'http:' || base.protocol === 'https:' ? base.href : url
}
