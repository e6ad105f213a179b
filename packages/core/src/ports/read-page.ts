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
  /** ISO 8601 as far as the page states it. */
  startsAt: string | null
  endsAt: string | null
  licence: string | null
  keywords: string[]
  videoUrl: string | null
  attachments: PageAttachment[]
  links: PageLink[]
}

export interface PageSource {
  /** After redirects; relative links are resolved against it. */
  url: string
  /** Of the Content-Type header. */
  charset: string | null
  mediaType: string
}

export interface PageReading extends PageFacts {
  /** Main text. */
  markdown: string
  /** The page is little more than a login form. */
  login: boolean
  /** Something was left out because the page was too large or too deep. */
  cut: boolean
}

/**
 * Everything that we take from a page, read in a process apart; `packages/web` implements it. Throws `unsupported_source`
 * for a page that cannot be read within the limits, and the signal's reason.
 */
export type ReadPage = (html: Uint8Array, source: PageSource, signal?: AbortSignal) => Promise<PageReading>
