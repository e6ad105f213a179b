import { languageTag } from '@async-events/core'
import { oneLine, webAddress } from './safe-values.ts'

export interface Speaker {
  name: string
  /** Their page elsewhere. */
  url: string | null
}

export interface Recording {
  /** Where it is watched, as the document names it. */
  address: string
  kind: 'video' | 'audio'
  /** What a browser plays; null where only another site plays it. */
  media: string | null
  /** Second of the recording at which the talk begins. */
  from: number
  /** Seconds of the talk. */
  duration: number | null
}

/** What the lists of a site say of a talk; all of it is text of one line, and addresses are `http` or `https`. */
export interface TalkFacts {
  title: string
  event: string
  track: string
  room: string
  /** `2026-06-12`, or as it was stated. */
  day: string
  /** `10:30` */
  start: string
  end: string
  speakers: Speaker[]
  /** Page of the talk. */
  source: string | null
  recording: Recording | null
  /** First paragraph of its document. */
  lead: string
  /** Of the document; a tag of BCP 47. */
  language: string | null
  /** That the talk is given in. */
  spoken: string | null
}

/**
 * The facts of a talk, as its document has them, else as its job stated them.
 *
 * @param parameters of the job
 * @param structured `structured_data` of the results; null before there are any
 */
export function talkFacts(parameters: Record<string, unknown>, structured: unknown): TalkFacts {
  const data = record(structured)
  const facts = record(data.facts)
  const front = record(data.front_matter)
  const of = (name: string): unknown => record(facts[name]).value ?? parameters[name]
  const text = (name: string): string => oneLine(of(name))
  return {
    title: text('session'),
    event: text('event'),
    track: text('track'),
    room: text('room') || oneLine(record(parameters.extra).room),
    day: text('day'),
    start: text('starttime'),
    end: text('endtime'),
    speakers: speakersOf(of('speakers'), of('speakers_url') ?? parameters.speakers_url),
    source: webAddress(parameters.url),
    recording: recordingOf(record(data.recording), front.video ?? parameters.video_url),
    lead: oneLine(record(data.fields).lead),
    language: tag(front.language) ?? tag(parameters.target_language),
    spoken:
      tag(record(data.transcript).language) ?? tag(front.source_language) ?? tag(parameters.source_language),
  }
}

function speakersOf(names: unknown, urls: unknown): Speaker[] {
  const addresses = Array.isArray(urls) ? urls : []
  const speakers = (Array.isArray(names) ? names : [names]).map((name, at) => ({
    name: oneLine(name),
    url: webAddress(addresses[at]),
  }))
  return speakers.filter(
    ({ name }, at) => name !== '' && speakers.findIndex((one) => one.name === name) === at,
  )
}

/** Endings of what browsers play; everything else is for the site that has it. */
const playable = /\.(?:mp4|m4v|webm|ogv|mov|mp3|m4a|ogg|oga|opus|wav|flac|aac)$/i

function recordingOf(read: Record<string, unknown>, stated: unknown): Recording | null {
  const address = webAddress(stated)
  if (address === null) return null
  const url = new URL(address)
  // The whole recording is loaded, and the talk found in it.
  url.hash = ''
  const ending = playable.test(url.pathname)
  return {
    address,
    kind:
      read.kind === 'audio' || /\.(?:mp3|m4a|og[ga]|opus|wav|flac|aac)$/i.test(url.pathname)
        ? 'audio'
        : 'video',
    media: ending ? url.href : null,
    from: seconds(read.video_start) ?? 0,
    duration: seconds(read.duration),
  }
}

const tag = (stated: unknown): string | null => (typeof stated === 'string' ? languageTag(stated) : null)

export const seconds = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null

export const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {}
