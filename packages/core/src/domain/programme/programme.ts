import type { ScheduledStretch } from './day-recording.ts'

/** A conference's programme as it was read, whatever its format was. */
export interface Programme {
  /** Format that was read, such as `schedule-xml`. */
  format: string
  title: string | null
  /** The conference's own page, or that of its programme. */
  url: string | null
  /** IANA name; null where the source names none. */
  time_zone: string | null
  sessions: ProgrammeSession[]
  /** In the order of the source. */
  problems: ProgrammeProblem[]
  /** Events that the source has, with those that could not be read. */
  events: number
}

export interface ProgrammeSession {
  /** The same in every version of the schedule: a guid where there is one, else an id, code or address. */
  id: string
  /** Of the source, from 1. */
  line: number
  title: string
  subtitle: string | null
  url: string | null
  /** The page's or file's name within its conference. */
  slug: string | null
  track: string | null
  room: string | null
  /** `lecture`, `workshop` … as the source says. */
  type: string | null
  /** BCP 47; the first of several. */
  language: string | null
  /** Plain text. */
  abstract: string | null
  description: string | null
  time: ProgrammeTime | null
  /** Of the conference, which may end after midnight. */
  day: { index: number | null; date: string } | null
  speakers: ProgrammePerson[]
  /** Best first. */
  recordings: ProgrammeLink[]
  /** Slides first. */
  attachments: ProgrammeAttachment[]
  captions: ProgrammeLink[]
  /** Neither recording, captions nor attachment. */
  links: ProgrammeLink[]
  licence: string | null
  do_not_record: boolean
  /** Why nothing is made of it unless asked for; null of ordinary sessions. */
  off: 'cancelled' | 'not_accepted' | 'service' | null
  /** Where it should be in its recording, that of a day. */
  stretch?: ScheduledStretch
}

export interface ProgrammeTime {
  /** `YYYY-MM-DD` and `HH:MM` on the clocks of the conference. */
  date: string
  start: string
  /** Null when neither end nor duration is known. */
  end: string | null
  /** ISO 8601; with an offset where the zone is known. */
  starts_at: string
  ends_at: string | null
  minutes: number | null
}

export interface ProgrammePerson {
  name: string
  url: string | null
  image_url: string | null
}

export interface ProgrammeLink {
  url: string
  title: string | null
}

export interface ProgrammeAttachment extends ProgrammeLink {
  kind: 'slides' | 'document'
  /** Whether its pages can be read; a picture or an archive is only named. */
  readable: boolean
}

export interface ProgrammeProblem {
  code: ProgrammeProblemCode
  message: string
  /** Of the source, from 1. */
  line: number
  /** Title or id of the event, as far as it has one; null when the problem is of the whole programme. */
  event: string | null
  /** The event is not among the sessions. */
  left_out: boolean
}

/** What may be wrong with a schedule that is readable as a whole. */
export const programmeProblemCodes = [
  'malformed',
  'no_title',
  'time_unreadable',
  'duration_unreadable',
  'zone_unknown',
  'no_zone',
  'link_unreadable',
  'attachment_not_readable',
  'language_unknown',
  'duplicate',
  'duplicate_id',
  'text_cut',
  'too_many',
  'no_page',
] as const
export type ProgrammeProblemCode = (typeof programmeProblemCodes)[number]
