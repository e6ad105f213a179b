export interface PagePerson {
  name: string
  url: string | null
  imageUrl: string | null
}

export interface PageAttachment {
  url: string
  title: string | null
  mediaType: string | null
}

export interface PageLink {
  url: string
  title: string
}

export interface PageCaption {
  url: string
  /** BCP 47 tag, when the page or the file name states it. */
  language: string | null
  label: string | null
}

/** Where on a page a fact was found, the most trusted first. */
export type FactSource =
  | 'front-matter'
  | 'json-ld'
  | 'microdata'
  | 'markup'
  | 'label'
  | 'heading'
  | 'text'
  | 'opengraph'
  | 'meta'
  | 'title'
  | 'url'

/** What a page says about its session, apart from its text. All URLs are absolute. */
export interface PageFacts {
  title: string | null
  /** Short, plain text. */
  description: string | null
  /** As the page declares it: BCP 47 primary subtag. */
  language: string | null
  speakers: PagePerson[]
  event: string | null
  track: string | null
  room: string | null
  /** ISO 8601 as far as the page states it: a date with time and offset, with time, or alone; null without a date. */
  startsAt: string | null
  endsAt: string | null
  /** `YYYY-MM-DD`, or an English weekday (`Saturday`) where the page names no date. */
  day: string | null
  /** `HH:MM` on the clock of the place. */
  startTime: string | null
  endTime: string | null
  /** Minutes. */
  duration: number | null
  licence: string | null
  keywords: string[]
  videoUrl: string | null
  /** Of the recording, as the page names them. */
  captions: PageCaption[]
  attachments: PageAttachment[]
  links: PageLink[]
  /** Where each fact that is not empty comes from. */
  sources: Partial<Record<FactName, FactSource>>
}

export type FactName = Exclude<keyof PageFacts, 'sources'>

export interface PageSource {
  /** After redirects; relative links are resolved against it. */
  url: string
  /** Of the Content-Type header. */
  charset: string | null
  mediaType: string
  /** The header `Refresh`, which browsers follow like the element. */
  refresh?: string | null
  /** What the job says about the session that is looked for on the page. */
  about?: PageSubject
}

export interface PageSubject {
  /** Title of the session: chooses among several on one page. */
  session?: string | null
  /** `YYYY-MM-DD` or a weekday: completes times without a date. */
  day?: string | null
  /** Of the URL that was asked for, without `#`: names the part of the page. */
  fragment?: string | null
}

export interface PageReading extends PageFacts {
  /** Main text. */
  markdown: string
  /** That the talk is given in, where the page states it as a fact of the talk. */
  talkLanguage: string | null
  /** The page is little more than a login form. */
  login: boolean
  /** The page keeps far less text than it shows: what was taken may not be the talk. */
  littleText: boolean
  /** Absolute URL of a `<meta http-equiv="refresh">` that replaces this page at once. */
  refresh: string | null
  /**
   * `part` of a page for many talks was read; `missing`: the URL's fragment names one that the page does not have.
   */
  part: 'whole' | 'part' | 'missing'
  /** Something was left out because the page was too large or too deep. */
  cut: boolean
}

/**
 * Everything that we take from a page, read in a process apart; `packages/web` implements it. Throws `unsupported_source`
 * for a page that cannot be read within the limits, and the signal's reason.
 */
export type ReadPage = (html: Uint8Array, source: PageSource, signal?: AbortSignal) => Promise<PageReading>
