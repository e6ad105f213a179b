import type { PageTalk } from '../conference.ts'
import type { Line } from '../facts/read-segments.ts'
import type { Chapter } from '../facts/talk-parts.ts'

/** A talk as exports need it. All times are seconds of the talk. */
export interface ExportTalk extends PageTalk {
  lines: readonly Line[]
  chapters: readonly Chapter[]
}

export interface ExportContext {
  /** Of the conference. */
  title: string
  /** Where its site is, ending in `/`; null where it has none. */
  baseUrl: string | null
}

/** Page of the talk in the site, else its own. */
export const pageOf = ({ page, facts }: ExportTalk, { baseUrl }: ExportContext): string | null =>
  baseUrl === null ? facts.source : new URL(page, baseUrl).href
