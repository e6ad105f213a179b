import type { DayRecording, ScheduledStretch } from './day-recording.ts'
import { filterSessions } from './filter-sessions.ts'
import type { ProgrammeSession } from './programme.ts'
import { momentInName, type RecordedMoment, readRecordedMoment } from './read-recorded-moment.ts'

/** What may be wrong with the recordings of days. */
export const recordingProblemCodes = [
  'recording_without_start',
  'recording_without_day',
  'recording_matches_nothing',
  'recording_of_several_rooms',
  'recordings_overlap',
  'outside_of_recording',
] as const

export interface RecordingProblem {
  code: (typeof recordingProblemCodes)[number]
  message: string
  /** Of the schedule; 1 for a problem of the recording as a whole. */
  line: number
  event: string | null
  left_out: false
}

export interface PlacedSessions {
  /** In their order; those that a recording holds have it, and their stretch of it. */
  sessions: ProgrammeSession[]
  problems: RecordingProblem[]
}

/** A recording with the sessions of its room and day. */
interface Placed {
  recording: DayRecording
  /** Of `recordings` in the request. */
  name: string
  start: RecordedMoment
  /** Seconds of the recording; null when it is not stated where it ends. */
  length: number | null
  sessions: { session: ProgrammeSession; stretch: Stretch }[]
}

interface Stretch {
  start: number
  end: number
}

/** Of a session whose end is stated nowhere, unless another one follows. Seconds. */
const usualLength = 45 * 60
/** Schedules round. Seconds. */
const tolerance = 60
/** Longer ones are several, or a mistake. */
const longestTalk = 12 * 3600
/** As many as `video_fit` may name. */
const mostOthers = 100
const longestTitle = 500

/** Gives each session that has no recording of its own the one of its room and day, with the stretch that the schedule says. */
export function placeRecordings(
  all: readonly ProgrammeSession[],
  recordings: readonly DayRecording[],
): PlacedSessions {
  const problems: RecordingProblem[] = []
  const placed = recordings.flatMap((recording, place) => {
    const found = placeRecording(all, recording, `recordings.${place}`)
    if (!('code' in found)) return [found]
    problems.push({ ...found, line: 1, event: null, left_out: false })
    return []
  })
  const sessions = all.map((session) => {
    if (session.recordings.length > 0) return session
    const { found, problem } = recordingOf(session, placed)
    if (problem) problems.push({ ...problem, line: session.line, event: session.title, left_out: false })
    return found === null ? session : withRecording(session, found)
  })
  return { sessions, problems }
}

/** The problems of the recordings, and of these sessions. */
export function recordingProblemsOf(
  { problems }: PlacedSessions,
  wanted: readonly ProgrammeSession[],
): RecordingProblem[] {
  const lines = new Set(wanted.map(({ line }) => line))
  return problems.filter(({ event, line }) => event === null || lines.has(line))
}

function placeRecording(
  all: readonly ProgrammeSession[],
  recording: DayRecording,
  name: string,
): Placed | Pick<RecordingProblem, 'code' | 'message'> {
  const { room, day, starts_at, ends_at, offset = 0 } = recording
  const stated = starts_at === undefined ? null : readRecordedMoment(starts_at)
  const start = stated ?? momentInName(recording.url)
  if (start === null)
    return {
      code: 'recording_without_start',
      message: `${name}: neither starts_at nor the name of the file says when the recording begins: state starts_at`,
    }
  const date = day ?? start.date ?? onlyDay(all)
  if (date === null)
    return {
      code: 'recording_without_day',
      message: `${name}: the schedule has several days: state the day of the recording`,
    }
  const ofDay = filterSessions(
    { sessions: all },
    { day: [date], ...(room === undefined ? {} : { room: [room] }) },
  )
  const first = ofDay.find(({ time }) => time !== null)
  // A name is no statement: it counts where the schedule has that day.
  if (stated === null && !ofDay.some((one) => one.time?.date === start.date || one.day?.date === start.date))
    return {
      code: 'recording_without_start',
      message: `${name}: the date in the name of the file is no day of these sessions: state starts_at`,
    }
  if (first === undefined)
    return {
      code: 'recording_matches_nothing',
      message: `${name}: no session with a time is on ${date}${room === undefined ? '' : ` in the room ${room}`}`,
    }
  const begin = onDay(start, first)
  const end = ends_at === undefined ? null : readRecordedMoment(ends_at)
  const length = end === null ? null : lengthBetween(begin, onDay(end, first)) + offset
  const sessions = stretchesOf(ofDay, begin, offset)
  if (room === undefined && new Set(ofDay.map((one) => one.room)).size > 1 && areParallel(sessions))
    return {
      code: 'recording_of_several_rooms',
      message: `${name}: sessions of that day are parallel: state the room of the recording`,
    }
  return { recording, name, start: begin, length, sessions }
}

const areParallel = (sessions: Placed['sessions']): boolean =>
  sessions.some(({ stretch: { end } }, at) => (sessions[at + 1]?.stretch.start ?? Infinity) < end - tolerance)

function onlyDay(all: readonly ProgrammeSession[]): string | null {
  const [day, another] = new Set(all.flatMap(({ day: of, time }) => of?.date ?? time?.date ?? []))
  return another === undefined ? (day ?? null) : null
}

/** A clock time is one of the conference's day. */
function onDay(moment: RecordedMoment, { day, time }: ProgrammeSession): RecordedMoment {
  const date = moment.date ?? day?.date ?? time?.date ?? null
  if (moment.date !== null || date === null) return moment
  return { ...moment, date, clock: Date.parse(`${date}T00:00:00Z`) + moment.clock }
}

/** In seconds. A clock time before the start is one of the next day. */
function lengthBetween(start: RecordedMoment, end: RecordedMoment): number {
  const seconds = secondsBetween(start, end)
  return seconds <= 0 ? seconds + 24 * 3600 : seconds
}

const secondsBetween = (from: RecordedMoment, to: RecordedMoment): number =>
  (from.instant !== null && to.instant !== null ? to.instant - from.instant : to.clock - from.clock) / 1000

/** Where each session with a time is in the recording, in order. */
function stretchesOf(
  sessions: readonly ProgrammeSession[],
  begin: RecordedMoment,
  offset: number,
): Placed['sessions'] {
  const starts = sessions
    .flatMap((session) => {
      const { time } = session
      if (time === null) return []
      const clock = Date.parse(`${time.date}T${time.start.padStart(5, '0')}:00Z`)
      const instant = /(?:Z|[+-]\d{2}:?\d{2})$/.test(time.starts_at) ? Date.parse(time.starts_at) : Number.NaN
      const at: RecordedMoment = {
        date: time.date,
        clock,
        instant: Number.isNaN(instant) ? null : instant,
      }
      return Number.isNaN(clock) ? [] : [{ session, start: secondsBetween(begin, at) + offset }]
    })
    .toSorted((a, b) => a.start - b.start)
  return starts.map(({ session, start }, at) => {
    const next = starts[at + 1]?.start ?? Infinity
    const length = lengthOf(session) ?? Math.min(usualLength, next > start ? next - start : usualLength)
    return { session, stretch: { start, end: start + length } }
  })
}

/** In seconds. */
function lengthOf({ time }: ProgrammeSession): number | null {
  if (time === null) return null
  const between = time.ends_at === null ? Number.NaN : Date.parse(time.ends_at) - Date.parse(time.starts_at)
  const seconds = Number.isFinite(between) && between > 0 ? between / 1000 : (time.minutes ?? 0) * 60
  return seconds > 0 && seconds <= longestTalk ? seconds : null
}

interface Found {
  placed: Placed
  stretch: Stretch
}

function recordingOf(
  session: ProgrammeSession,
  placed: readonly Placed[],
): { found: Found | null; problem?: Pick<RecordingProblem, 'code' | 'message'> } {
  const all = placed.flatMap((one): Found[] => {
    const stretch = one.sessions.find((of) => of.session.id === session.id)?.stretch
    return stretch === undefined ? [] : [{ placed: one, stretch }]
  })
  if (all.length === 0) return { found: null }
  const holding = all
    .filter(({ placed: { length }, stretch: { start, end } }) => end > 0 && start < (length ?? Infinity))
    // The one before ended when the next began.
    .toSorted((a, b) => middle(a.stretch) - middle(b.stretch))
  const begun = holding.filter(({ stretch }) => middle(stretch) >= 0)
  const found = begun[0] ?? holding.at(-1)
  if (found === undefined) {
    const names = all.map(({ placed: { name } }) => name).join(', ')
    return {
      found: null,
      problem: {
        code: 'outside_of_recording',
        message: `is not within the recording of its room and day (${names}): see starts_at and ends_at`,
      },
    }
  }
  const overlap = begun
    .slice(1)
    .some(({ placed: { length }, stretch: { start } }) =>
      length === null ? start === found.stretch.start : start + tolerance < length,
    )
  if (!overlap) return { found }
  return {
    found,
    problem: {
      code: 'recordings_overlap',
      message: `is in several recordings of its room and day: ${found.placed.name} is taken`,
    },
  }
}

const middle = ({ start, end }: Stretch): number => (start + end) / 2

function withRecording(session: ProgrammeSession, { placed, stretch }: Found): ProgrammeSession {
  const { within, url } = placed.recording
  const last = placed.length ?? Infinity
  const inside = placed.sessions.filter(({ stretch: of }) => of.end > 0 && of.start < last)
  const own = inside.findIndex(({ session: { id } }) => id === session.id)
  // The nearest of too many.
  const from = Math.max(0, Math.min(own - mostOthers / 2, inside.length - mostOthers - 1))
  const near = inside.slice(from, from + mostOthers + 1)
  const scheduled: ScheduledStretch = {
    ...clipped(stretch),
    ...(within === undefined ? {} : { within }),
    others: near.flatMap(({ session: { id, title, speakers }, stretch: of }) =>
      id === session.id
        ? []
        : [
            {
              ...clipped(of),
              title: title.slice(0, longestTitle),
              ...(speakers.length > 0 && { speakers: speakers.slice(0, 50).map(({ name }) => name) }),
            },
          ],
    ),
  }
  return { ...session, recordings: [{ url, title: null }], stretch: scheduled }
}

const clipped = ({ start, end }: Stretch): Stretch => ({ start: Math.max(0, start), end: Math.max(1, end) })
