import { atTimeRange } from '../../range/at-time-range.ts'
import { splitTimeRange } from '../../range/split-time-range.ts'
import type { Page, Params, Sources } from './read-sources.ts'
import { type SessionTimes, sessionTimes } from './session-times.ts'

export interface Speaker {
  name: string
  url: string | null
}

export interface Attachment {
  url: string
  /** From the page, else from the file. */
  title: string | null
  slides: boolean
}

/** Facts of the session: the parameters of the job, else what the page says. */
export interface SessionFacts extends SessionTimes {
  speakers: Speaker[]
  /** Of a recording of several talks, the URL of the one's part. */
  video: string | null
  attachments: Attachment[]
}

export function sessionFacts(
  params: Params,
  { page, pdfs, range }: Pick<Sources, 'page' | 'pdfs' | 'range'>,
): SessionFacts {
  const titles = new Map(pdfs.map(({ pdf }) => [pdf.url, pdf.title]))
  return {
    ...sessionTimes(params, page),
    speakers: speakersOf(params, page),
    video: videoOf(params, page, range),
    attachments: attachmentsOf(params, page).map((one) => ({
      ...one,
      title: one.title ?? titles.get(one.url) ?? null,
    })),
  }
}

function videoOf(params: Params, page: Page | null, range: Sources['range']): string | null {
  const named = params.video_url || page?.video_url || null
  if (named === null || !params.video_range) return named
  const { url } = splitTimeRange(named)
  return range === null ? url : atTimeRange(url, range)
}

function speakersOf(params: Params, page: Page | null): Speaker[] {
  const known = new Map(page?.speakers.map(({ name, url }) => [name, url]))
  if (!params.speakers?.length) return (page?.speakers ?? []).map(({ name, url }) => ({ name, url }))
  return params.speakers.map((name, index) => ({
    name,
    url: params.speakers_url?.[index] || known.get(name) || null,
  }))
}

function attachmentsOf(params: Params, page: Page | null): Attachment[] {
  const given = params.attachments_url ?? []
  const urls = typeof given === 'string' ? [given] : given
  const found = page?.attachments ?? []
  const all = [
    ...urls.map((url) => ({ url, title: found.find((one) => one.url === url)?.title ?? null, slides: true })),
    ...found.map(({ url, title, media_type }) => ({ url, title, slides: isSlides(url, media_type) })),
  ]
  const byUrl = new Map<string, Attachment>()
  for (const one of all) if (one.url.trim() !== '' && !byUrl.has(one.url)) byUrl.set(one.url, one)
  return [...byUrl.values()]
}

/** Of pages, only decks at hosts of slides are attachments. */
const isSlides = (url: string, mediaType: string | null): boolean =>
  /\.(pdf|pptx?|odp|key)([?#]|$)/i.test(url) ||
  /pdf|presentation|powerpoint|keynote|^text\/html$/.test(mediaType ?? '')
