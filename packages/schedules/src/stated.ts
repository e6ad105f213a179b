import type { ProgrammeProblemCode } from '@async-events/core'

/** A programme as its source states it: texts that nobody has checked yet. What is absent is null or undefined. */
export interface StatedProgramme {
  title?: Text
  /** The conference's page, or that of the programme. */
  url?: Text
  /** What relative addresses are relative to. */
  base_url?: Text
  time_zone?: Text
  /** Of sessions that name none. */
  language?: Text
  /** Time at which a day of the conference ends, as `04:00`: what begins before belongs to the day before. */
  day_change?: Text
  sessions: StatedSession[]
}

export type Text = string | null | undefined

export interface StatedSession {
  line: number
  /** In order of trust: guid, id, code … */
  ids: Text[]
  title?: Text
  subtitle?: Text
  /** Pages of the talk; the first that is an address is taken. */
  urls?: Text[]
  slug?: Text
  track?: Text
  room?: Text
  type?: Text
  language?: Text
  abstract?: Text
  description?: Text
  /** A moment with date, or a date. */
  date?: Text
  /** A moment with date, or a time of the day. */
  start?: Text
  end?: Text
  /** `00:30`, `PT30M`, `90` (minutes). */
  duration?: Text
  day?: StatedDay | null
  people?: StatedPerson[]
  links?: StatedLink[]
  licence?: Text
  do_not_record?: boolean
  off?: 'cancelled' | 'not_accepted' | 'service' | null
}

export interface StatedDay {
  index?: Text
  date?: Text
  /** When the day of the conference begins and ends, which may be after midnight. */
  start?: Text
  end?: Text
}

export interface StatedPerson {
  name: Text
  url?: Text
  image_url?: Text
}

export interface StatedLink {
  url: Text
  title?: Text
  /** `slides`, `video` …, as the source says. */
  kind?: Text
  /** Listed among the talk's files. */
  isFile?: boolean
  /** Where the source says what it is, and not only its words. */
  is?: 'recording' | 'captions' | 'slides'
}

/** Where dialects tell of what they cannot read. */
export interface Report {
  problem(code: ProgrammeProblemCode, line: number, message: string, about?: About): void
}

export interface About {
  event?: Text
  /** The event is not among the sessions. */
  left_out?: boolean
}
