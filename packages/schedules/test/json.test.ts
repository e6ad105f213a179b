import { expect, test } from 'vitest'
import { readProgramme } from '../src/index.ts'

const read = (value: unknown) => readProgramme({ content: JSON.stringify(value, null, 1) })
const names = (people: readonly { name: string }[]) => people.map(({ name }) => name)

test('reads the first version of C3VOC, as pretalx and frab write it', () => {
  const { format, title, sessions } = read({
    schedule: {
      base_url: 'https://reed.example/camp/',
      conference: {
        title: 'Reed Camp',
        time_zone_name: 'Europe/Berlin',
        days: [
          {
            index: 2,
            date: '2024-12-28',
            day_start: '2024-12-28T09:00:00+01:00',
            rooms: {
              'Hall A': [
                {
                  guid: 'g1',
                  id: 1,
                  date: '2024-12-29T00:15:00+01:00',
                  start: '00:15',
                  duration: '00:40',
                  title: 'Night herons',
                  track: { en: 'Birds', de: 'Vögel' },
                  language: 'deu',
                  abstract: { en: 'In English', de: 'Auf Deutsch' },
                  persons: [{ id: 4, public_name: 'Ada Heron' }, { name: 'Bo Bittern' }],
                  attachments: [{ url: '/system/1/original/herons.pdf?15', title: 'Slides' }],
                  links: [{ url: 'https://media.ccc.de/v/camp-1-night', title: 'Recording' }],
                  recording_license: 'CC BY',
                  do_not_record: false,
                  url: 'https://reed.example/camp/events/1.html',
                },
                { title: 'Next', start: '01:30', duration: '01:00', do_not_record: true },
              ],
              'Hall B': [],
            },
          },
        ],
      },
    },
  })
  expect([format, title]).toEqual(['c3voc-json', 'Reed Camp'])
  expect(sessions[0]).toMatchObject({
    id: 'g1',
    line: 14,
    track: 'Birds',
    room: 'Hall A',
    language: 'de',
    abstract: 'In English',
    time: { date: '2024-12-29', start: '00:15', end: '00:55' },
    day: { index: 2, date: '2024-12-28' },
    recordings: [{ url: 'https://media.ccc.de/v/camp-1-night', title: 'Recording' }],
    attachments: [
      { url: 'https://reed.example/system/1/original/herons.pdf?15', kind: 'slides', readable: true },
    ],
    licence: 'CC BY',
  })
  expect(names(sessions[0]?.speakers ?? [])).toEqual(['Ada Heron', 'Bo Bittern'])
  expect(sessions[1]).toMatchObject({ time: { date: '2024-12-29', start: '01:30' }, do_not_record: true })
})

test('reads the second version of C3VOC, with people, rooms and tracks by reference', () => {
  const { format, sessions } = read({
    schedule: {
      conference: {
        title: 'Reed Congress',
        time_zone_name: 'Europe/Berlin',
        tracks: [{ slug: 'birds', name: 'Birds & Reeds' }],
        rooms: [{ guid: 'r1', name: 'Hall Z' }],
        days: [
          {
            index: 1,
            date: '2024-12-27',
            start: '2024-12-27T06:00:00+01:00',
            end: '2024-12-28T06:00:00+01:00',
          },
        ],
      },
      events: [
        {
          guid: 'e1',
          start: '2024-12-27T23:15:00+00:00',
          end: '2024-12-27T23:55:00+00:00',
          room: { guid: 'r1' },
          track: { slug: 'birds' },
          title: 'Time trial',
          url: 'https://reed.example/hub/e1',
          participants: [{ guid: 'p1' }, { guid: 'p2', name: 'Bo Bittern', role: 'speaker' }],
          attachments: [{ type: 'slides', url: 'https://reed.example/e1.pdf' }],
        },
      ],
      persons: [
        {
          guid: 'p1',
          name: 'Ada Heron',
          url: 'https://reed.example/ada',
          avatar: { url: 'https://reed.example/ada.jpg' },
        },
      ],
    },
  })
  expect(format).toBe('c3voc-json-2')
  expect(sessions).toMatchObject([
    {
      id: 'e1',
      track: 'Birds & Reeds',
      room: 'Hall Z',
      time: {
        date: '2024-12-28',
        start: '00:15',
        end: '00:55',
        starts_at: '2024-12-28T00:15:00+01:00',
        minutes: 40,
      },
      day: { index: 1, date: '2024-12-27' },
      speakers: [
        { name: 'Ada Heron', url: 'https://reed.example/ada', image_url: 'https://reed.example/ada.jpg' },
        { name: 'Bo Bittern', url: null, image_url: null },
      ],
      attachments: [{ url: 'https://reed.example/e1.pdf', kind: 'slides' }],
    },
  ])
})

test('reads talks of the API of pretalx, before and since its second version', () => {
  const talk = {
    code: 'ABCDE',
    title: 'A talk',
    submission_type: { en: 'Talk' },
    track: { en: 'Birds' },
    state: 'confirmed',
    content_locale: 'en',
    do_not_record: true,
    speakers: [{ name: 'Ada Heron', code: 'DEFAB', avatar: 'https://reed.example/a.png' }],
    resources: [{ resource: 'https://reed.example/media/f.pdf', description: 'Slides' }],
  }
  const old = read({
    count: 2,
    results: [
      {
        ...talk,
        slot: {
          room: { en: 'Hall A' },
          start: '2024-02-03T10:00:00+01:00',
          end: '2024-02-03T10:30:00+01:00',
        },
      },
      { ...talk, code: 'FGHIJ', state: 'rejected', slot: null },
    ],
  })
  expect(old.format).toBe('pretalx-api')
  expect(old.sessions).toMatchObject([
    {
      id: 'ABCDE',
      room: 'Hall A',
      track: 'Birds',
      type: 'Talk',
      do_not_record: true,
      time: { date: '2024-02-03', start: '10:00', end: '10:30', starts_at: '2024-02-03T10:00:00+01:00' },
      attachments: [{ url: 'https://reed.example/media/f.pdf', kind: 'slides' }],
      off: null,
    },
    { id: 'FGHIJ', off: 'not_accepted', time: null },
  ])
  const schedule = read({
    id: 3,
    version: '1.0',
    slots: [
      {
        id: 1,
        room: { id: 5, name: { en: 'Hall B' } },
        start: '2024-02-03T10:00:00Z',
        end: '2024-02-03T10:30:00Z',
        submission: talk,
      },
      {
        id: 2,
        room: { name: { en: 'Foyer' } },
        start: '2024-02-03T12:00:00Z',
        end: '2024-02-03T13:00:00Z',
        description: { en: 'Lunch' },
        submission: null,
      },
    ],
  })
  expect(schedule.sessions.map(({ title, room, off }) => [title, room, off])).toEqual([
    ['A talk', 'Hall B', null],
    ['Lunch', 'Foyer', 'service'],
  ])
  const widget = read({
    timezone: 'Europe/Berlin',
    talks: [
      {
        code: 'X1',
        title: 'Widget talk',
        speakers: ['S1'],
        track: 2,
        room: 5,
        start: '2024-02-03T10:00:00+01:00',
        end: '2024-02-03T11:00:00+01:00',
        do_not_record: false,
        content_locale: 'de',
      },
    ],
    rooms: [{ id: 5, name: { en: 'Hall C' } }],
    tracks: [{ id: 2, name: { de: 'Vögel' } }],
    speakers: [{ code: 'S1', name: 'Ada Heron' }],
  })
  expect(widget.sessions).toMatchObject([
    { id: 'X1', room: 'Hall C', track: 'Vögel', speakers: [{ name: 'Ada Heron' }], language: 'de' },
  ])
})

test('reads the views of Sessionize', () => {
  const session = {
    id: '81',
    title: 'Reeds',
    description: 'About reeds.',
    startsAt: '2024-05-20T09:00:00',
    endsAt: '2024-05-20T09:45:00',
    isServiceSession: false,
    isPlenumSession: false,
    recordingUrl: 'https://www.youtube.com/watch?v=abcdefghijk',
    liveUrl: 'https://live.example/a',
    status: 'Accepted',
  }
  const all = read({
    sessions: [
      { ...session, speakers: ['s1'], categoryItems: [11, 12, 13], roomId: 7 },
      {
        ...session,
        id: '82',
        title: 'Lunch',
        isServiceSession: true,
        speakers: [],
        recordingUrl: null,
        roomId: 7,
      },
    ],
    speakers: [
      {
        id: 's1',
        firstName: 'Ada',
        lastName: 'Heron',
        fullName: 'Ada Heron',
        profilePicture: 'https://s.example/a.jpg',
      },
    ],
    categories: [
      { id: 1, title: 'Track', items: [{ id: 11, name: 'Birds' }] },
      { id: 2, title: 'Session format', items: [{ id: 12, name: 'Talk' }] },
      { id: 3, title: 'Language', items: [{ id: 13, name: 'Deutsch' }] },
    ],
    rooms: [{ id: 7, name: 'Hall A' }],
  })
  expect(all.format).toBe('sessionize')
  expect(all.sessions).toMatchObject([
    {
      id: '81',
      track: 'Birds',
      type: 'Talk',
      language: 'de',
      room: 'Hall A',
      recordings: [{ url: 'https://www.youtube.com/watch?v=abcdefghijk' }],
      speakers: [{ name: 'Ada Heron', image_url: 'https://s.example/a.jpg' }],
      time: { date: '2024-05-20', start: '09:00', end: '09:45', starts_at: '2024-05-20T09:00:00' },
    },
    { title: 'Lunch', off: 'service' },
  ])
  expect(all.problems.map(({ code }) => code)).toEqual(['no_zone'])
  const grouped = read([
    {
      groupId: null,
      groupName: 'All',
      sessions: [{ ...session, room: 'Hall B', speakers: [{ id: 's1', name: 'Ada Heron' }] }],
    },
  ])
  expect(grouped.sessions).toMatchObject([{ room: 'Hall B', speakers: [{ name: 'Ada Heron' }] }])
  const grid = read([{ date: '2024-05-20', rooms: [{ id: 7, name: 'Hall C', sessions: [session] }] }])
  expect(grid.sessions).toMatchObject([{ room: 'Hall C' }])
})

test('reads the exports of Sched', () => {
  const { format, sessions } = read([
    {
      event_key: 'kn1',
      active: 'Y',
      name: 'Opening keynote',
      event_start: '2024-06-12 10:00',
      event_end: '2024-06-12 11:15',
      event_type: 'Keynotes',
      speakers: 'Ada Heron, Bo Bittern',
      venue: 'Center Hall',
      description: 'A <b>good</b> morning',
      id: '3f2e',
    },
    {
      event_key: 'kn2',
      name: 'Closing',
      event_start: '2024-06-12 17:00',
      event_end: '2024-06-12 18:00',
      speakers: [{ name: 'Ada Heron' }],
      venue: 'Center Hall',
    },
  ])
  expect(format).toBe('sched')
  expect(sessions).toMatchObject([
    {
      id: 'kn1',
      title: 'Opening keynote',
      track: 'Keynotes',
      room: 'Center Hall',
      description: 'A good morning',
      speakers: [{ name: 'Ada Heron' }, { name: 'Bo Bittern' }],
      time: { date: '2024-06-12', start: '10:00', end: '11:15' },
    },
    { id: 'kn2', speakers: [{ name: 'Ada Heron' }] },
  ])
})

test.each([
  [
    'EMF',
    [
      {
        id: 9,
        title: 'Maps',
        speaker: 'Ada Heron',
        start_date: '2024-05-31 12:20:00',
        end_date: '2024-05-31 13:00:00',
        venue: 'Stage A',
        type: 'talk',
        link: 'https://emf.example/9',
        may_record: false,
        video: { ccc: 'https://media.ccc.de/v/emf-9', preview_image: 'https://emf.example/9.jpg' },
      },
    ],
    {
      id: '9',
      room: 'Stage A',
      do_not_record: true,
      url: 'https://emf.example/9',
      recordings: [{ url: 'https://media.ccc.de/v/emf-9' }],
      time: { date: '2024-05-31', start: '12:20', end: '13:00' },
    },
  ],
  [
    'Symposion',
    {
      schedule: [
        {
          conf_key: 77,
          name: 'Maps',
          room: 'Hall A',
          start: '2024-05-17T10:00:00',
          end: '2024-05-17T10:30:00',
          duration: 30,
          authors: ['Ada Heron'],
          license: 'CC BY',
          conf_url: 'https://py.example/77',
          released: true,
        },
      ],
    },
    {
      id: '77',
      title: 'Maps',
      licence: 'CC BY',
      url: 'https://py.example/77',
      time: { start: '10:00', end: '10:30', minutes: 30 },
    },
  ],
  [
    'Indico',
    {
      results: [
        {
          title: 'A meeting',
          contributions: [
            {
              id: '4',
              title: 'Maps',
              startDate: { date: '2024-05-17', time: '10:00:00', tz: 'Europe/Zurich' },
              duration: 20,
              room: '4/3-006',
              url: 'https://indico.example/event/1/contributions/4/',
              speakers: [{ fullName: 'Heron, Ada' }],
            },
          ],
        },
      ],
    },
    {
      id: '4',
      title: 'Maps',
      room: '4/3-006',
      time: { date: '2024-05-17', start: '10:00', end: '10:20' },
      speakers: [{ name: 'Heron, Ada' }],
    },
  ],
  [
    'media.ccc.de',
    {
      acronym: 'reed',
      title: 'Reed Camp',
      events: [
        {
          guid: 'g',
          title: 'Maps',
          slug: 'reed-1',
          link: 'https://reed.example/1',
          original_language: 'eng',
          persons: ['Ada Heron'],
          date: '2024-05-17T10:00:00+02:00',
          frontend_link: 'https://media.ccc.de/v/reed-1',
          recordings: [{ mime_type: 'video/mp4', recording_url: 'https://cdn.example/reed-1-hd.mp4' }],
        },
      ],
    },
    {
      id: 'g',
      language: 'en',
      recordings: [{ url: 'https://cdn.example/reed-1-hd.mp4' }],
      time: { date: '2024-05-17', start: '10:00', end: null },
    },
  ],
  [
    'a batch',
    {
      jobs: [
        {
          parameters: {
            event: 'Reed Camp',
            session: 'Maps',
            url: 'https://reed.example/maps',
            filename: 'maps.md',
            track: 'Birds',
            day: '2024-05-17',
            starttime: '10:00',
            endtime: '10:30',
            speakers: ['Ada Heron'],
            video_url: 'https://cdn.example/m.mp4',
            attachments_url: ['https://cdn.example/m.pdf'],
          },
        },
      ],
    },
    {
      title: 'Maps',
      track: 'Birds',
      url: 'https://reed.example/maps',
      recordings: [{ url: 'https://cdn.example/m.mp4' }],
      time: { date: '2024-05-17', start: '10:00', end: '10:30' },
    },
  ],
])('reads a list of sessions as %s has it', (_name, value, expected) => {
  const { format, sessions } = read(value)
  expect(format).toBe('json-list')
  expect(sessions).toMatchObject([expected])
})

test('keeps what stands before the place where JSON is broken', () => {
  const whole = JSON.stringify(
    {
      schedule: {
        conference: {
          title: 'R',
          days: [
            {
              date: '2024-02-03',
              rooms: {
                A: [
                  { title: 'One', start: '10:00' },
                  { title: 'Two', start: '11:00' },
                ],
              },
            },
          ],
        },
      },
    },
    null,
    1,
  )
  const { sessions, problems } = readProgramme({ content: whole.slice(0, whole.indexOf('"11:00"')) })
  expect(sessions.map(({ title }) => title)).toEqual(['One', 'Two'])
  expect(problems).toContainEqual(expect.objectContaining({ code: 'malformed', line: 16 }))
})

test('reads schema.org alone and in a page', () => {
  const programme = {
    '@context': 'https://schema.org',
    '@type': 'Event',
    name: 'Reed Camp',
    url: 'https://reed.example/',
    subEvent: [
      {
        '@type': 'EducationEvent',
        '@id': 'https://reed.example/1',
        name: 'Maps',
        startDate: '2024-05-17T10:00:00+02:00',
        endDate: '2024-05-17T10:30:00+02:00',
        location: { '@type': 'Place', name: 'Hall A' },
        performer: [{ '@type': 'Person', name: 'Ada Heron', image: 'https://reed.example/a.jpg' }],
        inLanguage: 'en',
        recordedIn: {
          '@type': 'VideoObject',
          contentUrl: 'https://cdn.example/1.mp4',
          caption: { '@type': 'MediaObject', contentUrl: 'https://cdn.example/1.vtt' },
        },
        workPerformed: { '@type': 'PresentationDigitalDocument', url: 'https://cdn.example/1.pdf' },
      },
      {
        '@type': 'Event',
        name: 'Otters',
        startDate: '2024-05-17',
        eventStatus: 'https://schema.org/EventCancelled',
      },
    ],
  }
  const expected = [
    {
      title: 'Maps',
      url: 'https://reed.example/1',
      room: 'Hall A',
      language: 'en',
      speakers: [{ name: 'Ada Heron', image_url: 'https://reed.example/a.jpg' }],
      recordings: [{ url: 'https://cdn.example/1.mp4' }],
      captions: [{ url: 'https://cdn.example/1.vtt' }],
      attachments: [{ url: 'https://cdn.example/1.pdf', kind: 'slides', readable: true }],
      time: { date: '2024-05-17', start: '10:00', end: '10:30' },
    },
    { title: 'Otters', off: 'cancelled' },
  ]
  const alone = read(programme)
  expect([alone.format, alone.title]).toEqual(['schema-org', 'Reed Camp'])
  expect(alone.sessions).toMatchObject(expected)
  const page = readProgramme({
    content: `<!doctype html>\n<html lang="en"><title>Reed Camp</title>\n<script type="application/ld+json">\n${JSON.stringify(programme, null, 1)}\n</script>`,
  })
  expect(page.format).toBe('schema-org')
  expect(page.sessions).toMatchObject(expected)
  expect((page.sessions[0]?.line ?? 0) - (alone.sessions[0]?.line ?? 0)).toBe(3)
})
