import { expect, test } from 'vitest'
import { filterSessions, jobOfSession, type ProgrammeSession, type SessionFilter } from '../src/index.ts'

const session = (change: Partial<ProgrammeSession>): ProgrammeSession => ({
  id: 'one',
  line: 1,
  title: 'Reeds',
  subtitle: null,
  url: 'https://reed.example/1',
  slug: null,
  track: null,
  room: null,
  type: null,
  language: null,
  abstract: null,
  description: null,
  time: null,
  day: null,
  speakers: [],
  recordings: [],
  attachments: [],
  captions: [],
  links: [],
  licence: null,
  do_not_record: false,
  off: null,
  ...change,
})
const person = (name: string) => ({ name, url: null, image_url: null })
const time = (date: string) => ({
  date,
  start: '00:15',
  end: null,
  starts_at: `${date}T00:15:00`,
  ends_at: null,
  minutes: null,
})

const sessions = [
  session({
    id: 'a',
    title: 'Borrowing',
    track: 'Rust',
    room: 'Saal 1',
    language: 'en',
    speakers: [person('Ada Héron')],
  }),
  session({ id: 'b', title: 'Reeds and Rust', track: 'Rust and Go', room: 'Saal Zuse', language: 'de-AT' }),
  session({
    id: 'c',
    title: 'Keys',
    track: 'Trust',
    day: { index: 1, date: '2024-12-27' },
    time: time('2024-12-28'),
  }),
  session({
    id: 'd',
    title: 'Films',
    track: 'C++',
    recordings: [{ url: 'https://cdn.example/d.mp4', title: null }],
  }),
]

test.each<[SessionFilter, string]>([
  [{}, 'abcd'],
  [{ track: ['rust'] }, 'a'],
  [{ track: ['go'] }, 'b'],
  [{ track: ['Rust', 'trust'] }, 'ac'],
  [{ track: ['c'] }, ''],
  [{ track: ['c++'] }, 'd'],
  [{ room: ['saal'] }, 'ab'],
  [{ room: ['Saal 1'] }, 'a'],
  [{ speaker: ['heron'] }, 'a'],
  [{ language: ['de'] }, 'b'],
  [{ day: ['1'] }, 'c'],
  [{ day: ['Day 1'] }, 'c'],
  [{ day: ['2024-12-27'] }, 'c'],
  [{ day: ['2024-12-28'] }, 'c'],
  [{ day: ['Freitag'] }, 'c'],
  [{ day: ['Saturday'] }, 'c'],
  [{ day: ['Sunday'] }, ''],
  [{ q: 'RUST reeds' }, 'b'],
  [{ has_recording: true }, 'd'],
  [{ has_recording: false }, 'abc'],
  [{ track: ['rust'], has_recording: true }, ''],
])('%j keeps %j', (filter, ids) => {
  expect(
    filterSessions({ sessions }, filter)
      .map(({ id }) => id)
      .join(''),
  ).toBe(ids)
})

test('makes parameters of a session, which come before the defaults', () => {
  const programme = { title: 'Reed Camp', url: 'https://reed.example/', time_zone: 'Europe/Berlin' }
  const given = session({
    id: 'g-1',
    slug: 'reeds',
    type: 'talk',
    room: 'A',
    language: 'de',
    time: { ...time('2024-12-28'), end: '01:00' },
    day: { index: 1, date: '2024-12-27' },
    speakers: [{ ...person('Ada'), url: 'https://reed.example/ada' }, person('Bo')],
    recordings: [
      { url: 'https://cdn.example/1.mp4', title: null },
      { url: 'https://cdn.example/1.webm', title: null },
    ],
    attachments: [
      { url: 'https://cdn.example/1.pdf', title: 'Slides', kind: 'slides', readable: true },
      { url: 'https://cdn.example/1.png', title: 'Board', kind: 'slides', readable: false },
    ],
    captions: [{ url: 'https://cdn.example/1.vtt', title: null }],
    do_not_record: true,
  })
  expect(
    jobOfSession(programme, given, { track: 'Birds', target_language: 'en', extra: { seen: 1 } }),
  ).toEqual({
    external_id: 'g-1',
    parameters: {
      event: 'Reed Camp',
      session: 'Reeds',
      url: 'https://reed.example/1',
      filename: 'reeds.md',
      track: 'talk',
      target_language: 'en',
      day: '2024-12-28',
      starttime: '00:15',
      endtime: '01:00',
      speakers: ['Ada', 'Bo'],
      video_url: 'https://cdn.example/1.mp4',
      captions_url: ['https://cdn.example/1.vtt'],
      attachments_url: ['https://cdn.example/1.pdf'],
      source_language: 'de',
      extra: {
        seen: 1,
        schedule_id: 'g-1',
        room: 'A',
        session_type: 'talk',
        starts_at: '2024-12-28T00:15:00',
        time_zone: 'Europe/Berlin',
        conference_day: '2024-12-27',
        do_not_record: true,
        recordings: ['https://cdn.example/1.mp4', 'https://cdn.example/1.webm'],
        links: [{ url: 'https://cdn.example/1.png', title: 'Board' }],
      },
    },
  })
})

test('makes no job where there is nothing to begin with', () => {
  const nothing = { title: null, url: null, time_zone: null }
  expect(jobOfSession(nothing, session({ url: null }), {})).toBeNull()
  const recorded = session({ url: null, recordings: [{ url: 'https://cdn.example/1.mp4', title: null }] })
  expect(jobOfSession(nothing, recorded, {})?.parameters).toMatchObject({
    event: 'cdn.example',
    track: 'Programme',
    url: 'https://cdn.example/1.mp4',
    filename: 'Reeds.md',
  })
})
