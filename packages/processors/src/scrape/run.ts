import {
  AppError,
  type Fetched,
  limits,
  type PageReading,
  type Runner,
  type StepContext,
} from '@async-events/core'
import type { z } from 'zod'
import type { scrapeContract } from './contract.ts'
import { sourceKind } from './source-kind.ts'

type PageContext = Pick<StepContext, 'readPage' | 'signal'>
type ScrapeResult = z.input<(typeof scrapeContract)['result']>

const maxBytes = 10 * 1024 * 1024
const timeoutMs = 60_000
/** Fetching takes this share of the progress shown. */
const fetchPercent = 70

/** Fetches a session's page, keeps its main text as an artifact and its facts as the result. */
export const runScrape: Runner<typeof scrapeContract> = async (ctx) => {
  ctx.progress(0, 'Fetching the page')
  const fetched = await ctx.fetch({
    url: ctx.params.url,
    signal: ctx.signal,
    maxBytes,
    timeoutMs,
    accept: 'text/html,application/xhtml+xml;q=0.9,text/plain;q=0.5',
    acceptLanguage: `${ctx.params.source_language},en;q=0.5`,
    onProgress: (received, total) => ctx.progress(fetchPercent * (total ? received / total : 0.5)),
  })
  ctx.progress(fetchPercent, 'Reading the page')
  const page = await readFetched(ctx, fetched)
  if (page.login) throw new AppError('unsupported_source', 'The page asks for a login')

  // Some pages say what they have to say only in their metadata.
  const markdown = page.markdown === '' ? (page.description ?? '') : page.markdown
  ctx.progress(90, 'Storing the text')
  const text = await ctx.artifacts.put(markdown, 'text/markdown')
  ctx.progress(100)
  const output = bounded({
    url: fetched.url,
    title: page.title,
    description: page.description,
    language: page.language,
    speakers: page.speakers.map(({ name, url, imageUrl }) => ({ name, url, image_url: imageUrl })),
    event: page.event,
    track: page.track,
    room: page.room,
    starts_at: page.startsAt,
    ends_at: page.endsAt,
    day: page.day,
    starttime: page.startTime,
    endtime: page.endTime,
    duration: page.duration,
    licence: page.licence,
    keywords: page.keywords,
    video_url: page.videoUrl,
    captions: page.captions,
    attachments: page.attachments.map(({ url, title, mediaType }) => ({ url, title, media_type: mediaType })),
    links: page.links,
    fact_sources: page.sources,
    text,
    text_chars: markdown.length,
  })
  const warnings = page.cut
    ? [{ code: 'page_cut', message: 'The page is very large; only its beginning was read' }]
    : []
  return { output, warnings, empty: markdown === '' }
}

async function readFetched({ readPage, signal }: PageContext, fetched: Fetched): Promise<PageReading> {
  const { body, url, charset, mediaType } = fetched
  switch (sourceKind(fetched)) {
    case 'html':
      return await readPage(body, { url, charset, mediaType }, signal)
    case 'text':
      return await readText({ readPage, signal }, body.toString('utf8'), fetched)
    case 'other':
      throw new AppError(
        'unsupported_source',
        mediaType === '' ? 'The source is no page' : `The source is ${mediaType}, not a page`,
      )
  }
}

/** Markdown stays as it is: documents sanitise what they take of it. */
async function readText(
  { readPage, signal }: PageContext,
  text: string,
  { url, mediaType }: Fetched,
): Promise<PageReading> {
  const page = await readPage(asHtml(text), { url, charset: 'utf-8', mediaType }, signal)
  const isWhole = mediaType === 'text/markdown' && !page.cut
  return isWhole ? { ...page, markdown: text.replace(/^\ufeff/, '').trim() } : page
}

/** Plain text is read like a page, so that it is escaped for Markdown. */
function asHtml(text: string): Uint8Array {
  const escaped = text.replace(/[&<]/g, (sign) => (sign === '&' ? '&amp;' : '&lt;'))
  const paragraphs = escaped.split(/\n\s*\n/).map((paragraph) => `<p>${paragraph.replace(/\n/g, '<br>')}</p>`)
  return Buffer.from(`<body>${paragraphs.join('\n')}</body>`)
}

/** Lists give way until the result fits into a step's output, the least needed first. */
function bounded(result: ScrapeResult): ScrapeResult {
  const room = limits.stepOutput - 2_048
  const size = (value: unknown): number => Buffer.byteLength(JSON.stringify(value))
  for (const list of [result.links, result.attachments, result.speakers]) {
    let over = size(result) - room
    for (; over > 0 && list.length > 0; ) over -= size(list.pop()) + 1
  }
  return result
}
