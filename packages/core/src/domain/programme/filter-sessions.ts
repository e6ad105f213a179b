import { sameLanguage } from '../language-tag.ts'
import type { ProgrammeSession } from './programme.ts'

/** All that is stated has to hold; of several values one. */
export interface SessionFilter {
  track?: readonly string[]
  /** A date, a weekday in English or German, or the number of the day. */
  day?: readonly string[]
  room?: readonly string[]
  speaker?: readonly string[]
  language?: readonly string[]
  /** Words that title, subtitle, abstract, description or speakers hold, all of them. */
  q?: string
  has_recording?: boolean
}

/** The sessions for which the filter holds. Upper case, accents and punctuation do not count. */
export function filterSessions(
  { sessions }: { sessions: readonly ProgrammeSession[] },
  filter: SessionFilter,
): ProgrammeSession[] {
  const tracks = nameTest(filter.track, sessions, ({ track }) => [track])
  const rooms = nameTest(filter.room, sessions, ({ room }) => [room])
  const speakers = nameTest(filter.speaker, sessions, (one) => one.speakers.map(({ name }) => name))
  const words = keyOf(filter.q ?? '')
    .split(' ')
    .filter((word) => word !== '')
  return sessions.filter(
    (one) =>
      tracks(one) &&
      rooms(one) &&
      speakers(one) &&
      (filter.day === undefined || filter.day.some((day) => isOnDay(one, day))) &&
      (filter.language === undefined || filter.language.some((tag) => sameLanguage(one.language, tag))) &&
      (filter.has_recording === undefined || one.recordings.length > 0 === filter.has_recording) &&
      holdsWords(one, words),
  )
}

/**
 * A name is meant as a whole where the programme has it, else as words of longer names: `Rust` is a track of its own or stands in `Rust and
 * Go`, and never in `Trust`.
 */
function nameTest(
  wanted: readonly string[] | undefined,
  sessions: readonly ProgrammeSession[],
  namesOf: (session: ProgrammeSession) => readonly (string | null)[],
): (session: ProgrammeSession) => boolean {
  if (wanted === undefined) return () => true
  const keysOf = (one: ProgrammeSession): string[] =>
    namesOf(one).flatMap((name) => (name ? [keyOf(name)] : []))
  const known = new Set(sessions.flatMap(keysOf))
  const tests = wanted.map((name) => {
    const key = keyOf(name)
    return known.has(key) ? (one: string) => one === key : (one: string) => ` ${one} `.includes(` ${key} `)
  })
  return (session) => keysOf(session).some((key) => tests.some((test) => test(key)))
}

/** As people compare names. `C++` and `C#` are not `C`. */
const keyOf = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}+#]+/gu, ' ')
    .trim()

const weekdays = [
  ['sunday', 'sun', 'sonntag', 'so'],
  ['monday', 'mon', 'montag', 'mo'],
  ['tuesday', 'tue', 'dienstag', 'di'],
  ['wednesday', 'wed', 'mittwoch', 'mi'],
  ['thursday', 'thu', 'donnerstag', 'do'],
  ['friday', 'fri', 'freitag', 'fr'],
  ['saturday', 'sat', 'samstag', 'sa', 'sonnabend'],
]

/** By its date, and by the day of the conference, which may end after midnight. */
function isOnDay({ day, time }: ProgrammeSession, wanted: string): boolean {
  const text = wanted.trim().toLowerCase()
  const index = /^(?:day\s*|tag\s*)?(\d{1,2})$/.exec(text)?.[1]
  if (index !== undefined) return day?.index === Number(index)
  const dates = [day?.date, time?.date].filter((date) => date !== undefined)
  return dates.some((date) => date === text || weekdays[new Date(date).getUTCDay()]?.includes(text))
}

function holdsWords(session: ProgrammeSession, words: readonly string[]): boolean {
  if (words.length === 0) return true
  const { title, subtitle, abstract, description, speakers } = session
  const text = keyOf([title, subtitle, abstract, description, ...speakers.map(({ name }) => name)].join(' '))
  return words.every((word) => text.includes(word))
}
