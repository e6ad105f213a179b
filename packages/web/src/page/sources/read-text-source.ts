import type { FactName, PageFacts, PageReading, PageSource } from '@async-events/core'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { factLimits, uniqueBy } from '../facts/page-facts.ts'
import { isSectionWord } from '../parts/section-words.ts'
import { comparable, titleLikeness } from '../parts/session-title.ts'
import { readPage } from '../read-page.ts'
import { decodeText } from '../tree/decode-html.ts'
import { editMarkdown } from './edit-markdown.ts'
import { escapeHtml } from './escape-html.ts'
import { readFrontMatter } from './front-matter.ts'
import { readHeaderLines, readTitleBlock } from './header-lines.ts'
import { splitShortcodes } from './shortcodes.ts'
import { isStatedName, type StatedFacts, statedFacts } from './stated-facts.ts'
import { type TextMarkup, textToHtml } from './text-to-html.ts'

const maxBytes = 4_000_000
/** Markdown beyond this is text as it is: its parser takes too long. */
const maxParsed = 200_000
/** Of brackets and other signs in it: for some the parser's time is quadratic. */
const maxSigns = 8_000
const maxMarkdown = 1_000_000

/** A plain text or Markdown file as a page. Its front matter and head lines are facts and leave the text. */
export function readTextSource(bytes: Uint8Array, source: PageSource): PageReading {
  const tooLong = bytes.length > maxBytes
  // A character is not cut.
  const end = tooLong ? Math.max(bytes.lastIndexOf(0x0a, maxBytes), maxBytes - 10_000) : bytes.length
  const whole = decodeText(bytes.subarray(0, end), source.charset, false)
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/\0/g, '\ufffd')
  const matter = readFrontMatter(whole)
  const isMarkdown = source.mediaType === 'text/markdown' || matter !== null
  const head = matter ?? (isMarkdown ? readTitleBlock(whole) : null) ?? readHeaderLines(whole)
  const stated = statedFacts(head?.data ?? {}, source.url)
  const body = head?.body ?? whole
  const read = isMarkdown ? readMarkdown : readPlain
  const page = read(body, stated, source)
  if (stated.facts.title === null && page.sources.title === 'front-matter') page.sources.title = 'heading'
  return { ...page, refresh: null, login: false, cut: page.cut || tooLong }
}

function readMarkdown(text: string, stated: StatedFacts, source: PageSource): PageReading {
  const { markdown: own, videos } = splitShortcodes(text)
  const parsed = own.slice(0, endOfParsed(own))
  const edited = editMarkdown(parsed, source.url)
  const heading = edited.title !== null && !isSectionWord(edited.title) ? edited.title : null
  const title = stated.facts.title ?? heading
  const isTitle = heading !== null && title !== null && comparable(heading) === comparable(title)
  const html = withHeadingIds(
    micromark(separated(parsed), {
      extensions: [gfm()],
      htmlExtensions: [gfmHtml()],
      allowDangerousHtml: true,
      allowDangerousProtocol: false,
    }),
  )
  const page = readAsPage(
    withoutFirstHeading(html, isTitle),
    { ...stated, facts: { ...stated.facts, title } },
    source,
  )
  const [video = null] = videos
  // Of several talks only one was taken.
  if (page.part === 'part') return page
  const kept = isTitle || heading === null ? edited.markdown : `# ${heading}\n\n${edited.markdown}`
  const markdown = (kept + own.slice(parsed.length)).trim()
  return {
    ...page,
    videoUrl: page.videoUrl ?? video,
    markdown: markdown.slice(0, maxMarkdown),
    littleText: false,
    cut: markdown.length > maxMarkdown,
  }
}

/** As hosts of Markdown name headings: `talks.md#maps-of-mud`. */
const withHeadingIds = (html: string): string =>
  html.replace(/<h([1-6])>([^\n]{1,300}?)<\/h\1>/g, (_all, level: string, inner: string) => {
    const id = inner
      .replace(/<[^<>]{0,300}>|&#?\w{1,10};/g, '')
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\s_-]+/gu, '')
      .trim()
      .replace(/\s/g, '-')
    return `<h${level} id="${id}">${inner}</h${level}>`
  })

function endOfParsed(text: string): number {
  const deep = text.search(/\n[ \t>]{60}/)
  const end = Math.min(text.length, maxParsed, deep === -1 ? text.length : deep)
  let signs = 0
  for (let at = 0; at < end; at += 1)
    if (signCodes.has(text.charCodeAt(at)) && ++signs > maxSigns)
      return Math.max(text.lastIndexOf('\n', at), 0)
  return end
}

const signCodes: ReadonlySet<number> = new Set([...'[]()*_`~<>&|!@#:-+\\'].map((sign) => sign.charCodeAt(0)))

function readPlain(text: string, stated: StatedFacts, source: PageSource): PageReading {
  const own = text.slice(0, maxMarkdown)
  const { title, body } = titleLine(own, stated.facts.title ?? null, source.about?.session ?? null)
  const html = textToHtml(body, markupOf(source.url))
  const first = /^\s*<h1>([^<]{1,300})<\/h1>/.exec(html)?.[1]
  const named =
    title ??
    (first === undefined
      ? null
      : first.replace(/&#(\d+);/g, (_all, code: string) => String.fromCharCode(Number(code))))
  const page = readAsPage(
    withoutFirstHeading(html, title === null && first !== undefined),
    { ...stated, facts: { ...stated.facts, title: named } },
    source,
  )
  return { ...page, cut: page.cut || text.length > maxMarkdown }
}

/** A first line by itself that is called like the session, or above a text. */
function titleLine(
  text: string,
  stated: string | null,
  session: string | null,
): { title: string | null; body: string } {
  if (stated !== null) return { title: stated, body: text }
  const found = /^\s*([^\n]{2,140})\n[ \t]*\n/.exec(text)
  const line = found?.[1]?.trim()
  if (!found || line === undefined) return { title: null, body: text }
  const rest = text.slice(found[0].length)
  const isNamed = session !== null && titleLikeness(comparable(line), comparable(session)) > 0.8
  const looksSo =
    line.length <= 100 && !/[.!?:;,]$|^[-*+#=:.]|:\s|https?:/.test(line) && rest.trim().length >= 200
  return isNamed || looksSo ? { title: line, body: rest } : { title: null, body: text }
}

/** Through the reader of pages: it knows links, media and labelled facts. What is stated wins. */
function readAsPage(html: string, { facts, labelled }: StatedFacts, source: PageSource): PageReading {
  const terms = labelled.map(({ label, value }) => `<dt>${label}</dt><dd>${escapeHtml(value)}</dd>`)
  const title = facts.title ?? null
  const head = title === null ? '' : `<title>${escapeHtml(title)}</title>`
  const heading = title === null ? '' : `<h1>${escapeHtml(title)}</h1>`
  const list = terms.length > 0 ? `<dl>${terms.join('')}</dl>` : ''
  const page = readPage(
    Buffer.from(
      `<!doctype html><html><head>${head}</head><body><main>${heading}${list}${html}</main></body></html>`,
    ),
    { ...source, charset: 'utf-8', mediaType: 'text/html', refresh: null },
    { whole: true },
  )
  return page.part === 'part' ? page : withStated(page, { facts, labelled })
}

function withStated(page: PageReading, { facts, labelled }: StatedFacts): PageReading {
  const own = Object.entries(facts).filter(([, value]) => !isEmpty(value)) as [keyof PageFacts, unknown][]
  const named = new Set<string>([...own.map(([name]) => name), ...labelled.flatMap((row) => row.facts)])
  const sources = { ...page.sources }
  const all = { ...page, ...Object.fromEntries(own) } as PageReading
  for (const name of named) if (!isEmpty(all[name as FactName])) sources[name as FactName] = 'front-matter'
  return {
    ...all,
    // The language of the text itself counts, as on pages.
    language: page.language ?? facts.language ?? null,
    talkLanguage: facts.language ?? page.talkLanguage,
    attachments: uniqueBy([...(facts.attachments ?? []), ...page.attachments], ({ url }) => url).slice(
      0,
      factLimits.attachments,
    ),
    links: uniqueBy([...(facts.links ?? []), ...page.links], ({ url }) => url).slice(0, factLimits.links),
    sources,
  }
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

/** `**Speaker:** Ann Moor` in lines without a blank one between: a paragraph each, so that each is read as a fact. */
function separated(markdown: string): string {
  const isFact = (line: string | undefined): boolean => {
    const label = /^\s{0,3}(?:\*\*|__)?([\p{L}][\p{L} /-]{1,28}):?(?:\*\*|__)?:?[ \t]+\S/u.exec(line ?? '')
    return label?.[1] !== undefined && line?.includes(':') === true && isStatedName(label[1])
  }
  const lines = markdown.split('\n')
  return lines
    .map((line, index) => (isFact(line) && isFact(lines[index + 1]) ? `${line}\n` : line))
    .join('\n')
}

const withoutFirstHeading = (html: string, first: boolean): string =>
  first
    ? html.replace(/^((?:(?!<h[1-6])[\s\S]){0,2000}?)<h([1-6])[^<>]{0,200}>[\s\S]{0,2000}?<\/h\2>/, '$1')
    : html

function markupOf(url: string): TextMarkup {
  const path = URL.canParse(url) ? new URL(url).pathname : ''
  if (/\.(?:rst|rest)$/i.test(path)) return 'rst'
  if (/\.(?:adoc|asciidoc|asc)$/i.test(path)) return 'asciidoc'
  return /\.org$/i.test(path) ? 'org' : 'plain'
}
