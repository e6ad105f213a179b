import { expect, it } from 'vitest'
import {
  type DayRecording,
  filterSessions,
  momentInName,
  type ProgrammeSession,
  placeRecordings,
  readRecordedMoment,
  recordingProblemsOf,
} from '../src/index.ts'

let made = 0
/** A talk of `minutes` from `start` of 2 May, or another date, in Brussels. */
function talk(
  title: string,
  start: string,
  minutes: number | null,
  change: Partial<ProgrammeSession> & { date?: string } = {},
): ProgrammeSession {
  const { date = '2026-05-02', ...rest } = change
  made += 1
  return {
    ...{ id: `${made}`, line: made, title, subtitle: null, url: null, slug: null, track: null },
    ...{ room: 'Old Mill', type: null, language: null, abstract: null, description: null },
    time: { date, start, end: null, starts_at: `${date}T${start}:00+02:00`, ends_at: null, minutes },
    day: { index: 1, date },
    ...{ speakers: [], recordings: [], attachments: [], captions: [], links: [] },
    ...{ licence: null, do_not_record: false, off: null },
    ...rest,
  }
}

const url = 'https://cdn.example/day.mp4'
const place = (sessions: ProgrammeSession[], ...recordings: Partial<DayRecording>[]) => {
  const found = placeRecordings(
    sessions,
    recordings.map((one) => ({ url, ...one })),
  )
  return {
    stretches: found.sessions.map(({ stretch }) => stretch && [stretch.start, stretch.end]),
    sessions: found.sessions,
    problems: found.problems.map(({ code, event }) => [code, event]),
  }
}

it('sessions of the room and day have the recording, with their stretch and that of the others', () => {
  const speakers = [{ name: 'Ann Moor', url: null, image_url: null }]
  const all = [
    talk('Reeds', '10:00', 45, { speakers }),
    talk('Mud', '11:00', 30),
    talk('Elsewhere', '10:00', 45, { room: 'Barn' }),
    talk('Tomorrow', '10:00', 45, { date: '2026-05-03' }),
    talk('Recorded', '12:00', 30, { recordings: [{ url: 'https://cdn.example/own.mp4', title: null }] }),
  ]
  const { stretches, sessions, problems } = place(all, {
    room: 'old mill',
    day: '2026-05-02',
    starts_at: '9:55',
    within: 300,
  })
  expect(stretches).toEqual([[300, 3000], [3900, 5700], undefined, undefined, undefined])
  expect(problems).toEqual([])
  expect(sessions[1]).toMatchObject({
    recordings: [{ url, title: null }],
    stretch: {
      within: 300,
      others: [
        { start: 300, end: 3000, title: 'Reeds', speakers: ['Ann Moor'] },
        { start: 7500, end: 9300, title: 'Recorded' },
      ],
    },
  })
  expect(sessions[4]?.recordings[0]?.url).toBe('https://cdn.example/own.mp4')
})

it.each<[string, Partial<DayRecording>, number | null]>([
  ['a clock time', { starts_at: '09:55' }, 300],
  ['with seconds', { starts_at: '09:55:30' }, 270],
  ['a moment on the clocks', { starts_at: '2026-05-02T09:55:00' }, 300],
  ['a moment in another zone', { starts_at: '2026-05-02T07:55:00Z' }, 300],
  ['a moment of which the recording has more before', { starts_at: '10:00', offset: 120 }, 120],
  ['after the talk began', { starts_at: '10:10' }, 0],
  ['the name of the file', { url: 'https://cdn.example/Old%20Mill%202026-05-02%2009-55-00.mkv' }, 300],
  ['the name of the file, without separators', { url: 'https://cdn.example/mill_20260502T0955.mp4' }, 300],
  ['a day after midnight by clock', { starts_at: '23:00' }, null],
])('%s says where the recording begins', (_, recording, start) => {
  const { stretches, problems } = place([talk('Reeds', '10:00', 45)], { day: '1', ...recording })
  expect(stretches[0]?.[0] ?? null).toBe(start)
  expect(problems).toEqual(start === null ? [['outside_of_recording', 'Reeds']] : [])
})

it('a session after midnight belongs to the day before', () => {
  const late = talk('Owls', '00:30', 30, { date: '2026-05-03', day: { index: 1, date: '2026-05-02' } })
  const { stretches } = place([talk('Bats', '23:00', 60), late], {
    day: '2026-05-02',
    starts_at: '22:50',
    ends_at: '01:10',
  })
  expect(stretches).toEqual([
    [600, 4200],
    [6000, 7800],
  ])
})

it('of the recordings of a room the one that runs is taken', () => {
  const all = [talk('Reeds', '10:00', 45), talk('Mud', '14:00', 45), talk('Late', '18:00', 30)]
  const morning = { room: 'Old Mill', day: '1', starts_at: '09:50', url: 'https://cdn.example/1.mp4' }
  const later = { room: 'Old Mill', day: '1', starts_at: '13:45', ends_at: '17:00' }
  const { sessions, problems } = place(all, morning, later)
  expect(sessions.map(({ recordings }) => recordings[0]?.url)).toEqual([
    'https://cdn.example/1.mp4',
    url,
    // It may still run: nothing says when it ends.
    'https://cdn.example/1.mp4',
  ])
  expect(problems).toEqual([])
  const ended = place(all, { ...morning, ends_at: '12:00' }, later)
  expect(ended.problems).toEqual([['outside_of_recording', 'Late']])
  const both = place(all, { ...morning, ends_at: '15:30' }, later)
  expect(both.problems).toEqual([
    ['recordings_overlap', 'Mud'],
    ['outside_of_recording', 'Late'],
  ])
})

it('without an end in the schedule a talk lasts until the next, at most 45 minutes', () => {
  const all = [talk('Reeds', '10:00', null), talk('Mud', '10:20', null)]
  expect(place(all, { starts_at: '10:00' }).stretches).toEqual([
    [0, 1200],
    [1200, 3900],
  ])
})

it.each<[string, Partial<DayRecording>]>([
  ['recording_without_start', { day: '1' }],
  ['recording_without_start', { url: 'https://cdn.example/2019-05-02_09-55.mp4', day: '1' }],
  ['recording_without_day', { starts_at: '10:00' }],
  ['recording_matches_nothing', { room: 'Cellar', day: '1', starts_at: '10:00' }],
  ['recording_of_several_rooms', { day: '1', starts_at: '10:00' }],
])('%s: %j', (code, recording) => {
  const all = [
    talk('Reeds', '10:00', 45),
    talk('Elsewhere', '10:15', 45, { room: 'Barn' }),
    talk('Tomorrow', '10:00', 45, { date: '2026-05-03' }),
  ]
  const { stretches, problems } = place(all, recording)
  expect(problems).toEqual([[code, null]])
  expect(stretches).toEqual([undefined, undefined, undefined])
})

it('at most a hundred other talks are named, the nearest', () => {
  const all = Array.from({ length: 150 }, (_, at) =>
    talk(
      `${at}`,
      `${String(8 + Math.floor(at / 15)).padStart(2, '0')}:${String((at % 15) * 4).padStart(2, '0')}`,
      4,
    ),
  )
  const { sessions } = place(all, { starts_at: '08:00' })
  const others = (at: number) => sessions[at]?.stretch?.others.map(({ title }) => Number(title)) ?? []
  expect(others(0)).toHaveLength(100)
  expect([others(75)[0], others(75).at(-1)]).toEqual([25, 125])
  expect([others(149)[0], others(149).at(-1)]).toEqual([49, 148])
})

it('of a filtered programme only problems of what is left are told', () => {
  const all = [talk('Reeds', '10:00', 45), talk('Late', '18:00', 30)]
  const placed = placeRecordings(all, [
    { url, starts_at: '9:00', ends_at: '12:00' },
    { url, room: 'Cellar', starts_at: '9:00' },
  ])
  expect(recordingProblemsOf(placed, all).map(({ code }) => code)).toEqual([
    'recording_matches_nothing',
    'outside_of_recording',
  ])
  const recorded = filterSessions(placed, { has_recording: true })
  expect(recorded.map(({ title }) => title)).toEqual(['Reeds'])
  expect(recordingProblemsOf(placed, recorded).map(({ code }) => code)).toEqual(['recording_matches_nothing'])
})

it('only what is certainly a moment is read as one', () => {
  expect(readRecordedMoment('2026-13-02T09:55')).toBeNull()
  expect(readRecordedMoment('25:00')).toBeNull()
  expect(readRecordedMoment('9')).toBeNull()
  expect(momentInName('https://cdn.example/2026-05-02.mp4')).toBeNull()
  expect(momentInName('https://cdn.example/720p-48000-12345678901234.mp4')).toBeNull()
  expect(momentInName('https://cdn.example/2026-05-02_09-55_2026-05-02_12-00.mp4')).toBeNull()
})
