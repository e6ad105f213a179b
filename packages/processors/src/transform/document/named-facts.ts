import type { Page, Params } from './read-sources.ts'
import type { SessionFacts } from './session-facts.ts'

/** What a job says that has no event or track to name. */
const noTrack = /^general$/i
const noEvent = /^documents$/i

/** Facts that the job names, or its page where the job has none. Null or empty when neither does. */
export interface NamedFacts {
  event: string
  track: string
  room: string | null
  /** Minutes, as planned. */
  duration: number | null
  /** That the talk is given in, as the page says; a tag. */
  language: string | null
  licence: string | null
  keywords: string[]
}

export function namedFacts(params: Pick<Params, 'event' | 'track'>, page: Page | null): NamedFacts {
  return {
    event: (noEvent.test(params.event) && page?.event) || params.event,
    track: (noTrack.test(params.track) && page?.track) || params.track,
    room: page?.room ?? null,
    duration: page?.duration ?? null,
    language: page?.talk_language ?? null,
    licence: page?.licence ?? null,
    keywords: page?.keywords ?? [],
  }
}

export interface SourcedFact {
  value: unknown
  /** `parameter`, or where on the page: `json-ld`, `microdata`, `label`, … */
  source: string
}

/** Each fact of the document with its source; those without a value are left out. */
export function sourcedFacts(
  params: Params,
  page: Page | null,
  facts: SessionFacts,
): Record<string, SourcedFact> {
  const named = namedFacts(params, page)
  const sources = page?.fact_sources ?? {}
  const of = (...names: string[]): string => names.flatMap((name) => sources[name] ?? []).at(0) ?? 'page'
  const given = (isGiven: unknown, ...names: string[]): string =>
    isGiven === undefined || isGiven === null || isGiven === '' || isGiven === false
      ? of(...names)
      : 'parameter'
  const all: Record<string, SourcedFact> = {
    session: { value: params.session, source: 'parameter' },
    event: { value: named.event, source: given(named.event === params.event, 'event') },
    track: { value: named.track, source: given(named.track === params.track, 'track') },
    room: { value: named.room, source: of('room') },
    day: { value: facts.day, source: given(params.day, 'day', 'startsAt') },
    starttime: { value: facts.starttime, source: given(params.starttime, 'startTime', 'startsAt') },
    endtime: { value: facts.endtime, source: given(params.endtime, 'endTime', 'endsAt', 'duration') },
    duration: { value: named.duration, source: of('duration') },
    speakers: {
      value: facts.speakers.map(({ name }) => name),
      source: given(params.speakers?.length ? params.speakers : null, 'speakers'),
    },
    language: { value: named.language, source: of('language') },
    licence: { value: named.licence, source: of('licence') },
    keywords: { value: named.keywords, source: of('keywords') },
    video: { value: facts.video, source: given(params.video_url, 'videoUrl') },
    attachments: {
      value: facts.attachments.map(({ url }) => url),
      source: given(params.attachments_url?.length ? params.attachments_url : null, 'attachments'),
    },
  }
  return Object.fromEntries(Object.entries(all).filter(([, { value }]) => !isEmpty(value)))
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0)
