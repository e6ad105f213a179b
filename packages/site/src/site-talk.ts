import type { TalkFacts } from './facts/talk-facts.ts'

/** A file of a finished talk, such as a picture of a slide. */
export interface TalkFile {
  /** As in the archive of the talk. */
  path: string
  bytes: number
  media_type: string
  open(): Promise<AsyncIterable<Uint8Array>>
}

/** What the page of a talk shows, from the results of its job. */
export interface TalkContent {
  markdown: string
  /** `structured_data` of the results. */
  structured: unknown
  /** Paths of its transcript among `files`; null without times. */
  transcript: { segments: string; vtt: string; srt: string } | null
  files: readonly TalkFile[]
}

/** One job of a conference. */
export interface SiteTalk {
  /** Of the job. */
  id: string
  /** Of the job: `completed`, `failed`, … */
  state: string
  facts: TalkFacts
  /** Path of its document in the archive; null where there is none. */
  document: string | null
  /** When its results were made; null without results. */
  updated: Date | null
  /** Read when its page is written, and not kept: a conference is larger than memory. */
  read(): Promise<TalkContent>
}

/** A file of a site. */
export interface SiteFile {
  /** Relative to the site, with `/`. */
  path: string
  ref: { bytes: number; media_type: string }
  open(): Promise<AsyncIterable<Uint8Array>>
}
