import { AppError, limits, type PageReading, type Runner, type StepWarning } from '@async-events/core'
import type { z } from 'zod'
import type { scrapeContract } from './contract.ts'
import { fetchPageCaptions } from './fetch-page-captions.ts'
import { readFinalPage } from './read-final-page.ts'

type ScrapeResult = z.input<(typeof scrapeContract)['result']>

/** Fetches a session's page, keeps its main text as an artifact and its facts as the result. */
export const runScrape: Runner<typeof scrapeContract> = async (ctx) => {
  ctx.progress(0, 'Fetching the page')
  const { fetched, page, lost } = await readFinalPage(ctx)
  if (page.login) throw new AppError('unsupported_source', 'The page asks for a login')

  // Some pages say what they have to say only in their metadata.
  const markdown = page.markdown === '' ? (page.description ?? '') : page.markdown
  ctx.progress(90, 'Storing the text')
  const text = await ctx.artifacts.put(markdown, 'text/markdown')
  const captions = await fetchPageCaptions(ctx, page.captions)
  ctx.progress(100)
  const output = bounded({
    url: fetched.url,
    title: page.title,
    description: page.description,
    language: page.language,
    talk_language: page.talkLanguage,
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
    captions,
    attachments: page.attachments.map(({ url, title, mediaType }) => ({ url, title, media_type: mediaType })),
    links: page.links,
    fact_sources: page.sources,
    text,
    text_chars: markdown.length,
  })
  return { output, warnings: warningsOf(page, lost), empty: markdown === '' }
}

const warningsOf = (page: PageReading, lost: AppError | null): StepWarning[] => [
  ...(lost
    ? [
        {
          code: 'refresh_not_followed' as const,
          message: `The page refers to another one that cannot be read (${lost.code}); its own text was taken`,
        },
      ]
    : []),
  ...(page.cut
    ? [{ code: 'page_cut' as const, message: 'The page is very large; only its beginning was read' }]
    : []),
  ...(page.littleText
    ? [
        {
          code: 'little_text' as const,
          message: 'Far less text was kept than the page shows; the talk may be missing',
        },
      ]
    : []),
  ...(page.part === 'missing'
    ? [
        {
          code: 'part_not_found' as const,
          message: 'The page has no part of the name in the URL; the whole page was read',
        },
      ]
    : []),
]

/** Lists give way until the result fits into a step's output, the least needed first. */
function bounded(result: ScrapeResult): ScrapeResult {
  const room = limits.stepOutput - 2_048
  const size = (value: unknown): number => Buffer.byteLength(JSON.stringify(value))
  for (const list of [result.links, result.attachments, result.speakers, result.captions ?? []]) {
    let over = size(result) - room
    for (; over > 0 && list.length > 0; ) over -= size(list.pop()) + 1
  }
  return result
}
