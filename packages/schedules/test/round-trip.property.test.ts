import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readProgramme } from '../src/index.ts'

/** What every format below can say of a session. */
interface Session {
  id: string
  title: string
  track: string
  room: string
  abstract: string
  date: string
  /** Minutes after midnight. */
  start: number
  minutes: number
  people: string[]
  slug: string
}

const word = fc.stringMatching(/^[A-Za-zÄÖÜäöüß漢字éñ][A-Za-zäöüßé0-9'’.&<>"+#-]{0,8}$/)
const words = (most: number) =>
  fc.array(word, { minLength: 1, maxLength: most }).map((list) => list.join(' ').normalize('NFC'))
/** Without what looks like HTML, which is read as such. */
const text = (most: number) =>
  words(most).map(
    (line) =>
      line
        .replaceAll(/[<>]/g, '')
        .replaceAll(/&(?=[a-z#])/gi, '& ')
        .trim() || 'x',
  )
const person = fc
  .array(fc.stringMatching(/^[A-ZÄÖÜ][a-zäöüßé]{1,8}$/), { minLength: 2, maxLength: 3 })
  .filter((list) => !list.some((part) => /^(?:And|Und|Et|Y)$/i.test(part)))
  .map((list) => list.join(' '))

const session: fc.Arbitrary<Omit<Session, 'id' | 'slug'>> = fc.record({
  title: text(6).filter((title) => !/cancel|abgesagt|entf/i.test(title)),
  track: text(2),
  room: text(2),
  abstract: text(12),
  date: fc
    .integer({ min: 0, max: 400 })
    .map((day) => new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10)),
  // Clocks change at night, when some times do not exist.
  start: fc.integer({ min: 6 * 12, max: 23 * 12 }).map((fives) => fives * 5),
  minutes: fc.integer({ min: 1, max: 36 }).map((fives) => fives * 5),
  people: fc.uniqueArray(person, { maxLength: 3 }),
})
const schedule = fc
  .array(session, { minLength: 1, maxLength: 8 })
  .map((list) => list.map((one, at): Session => ({ ...one, id: `id-${at}`, slug: `slug-${at}` })))

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
const urlOf = ({ slug }: Session) => `https://reed.example/talk/${slug}/`
const recordingOf = ({ slug }: Session) => `https://cdn.example/${slug}.mp4`
const slidesOf = ({ slug }: Session) => `https://cdn.example/${slug}.pdf`

const xmlText = (value: string) =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

const endOf = ({ date, start, minutes }: Session) =>
  new Date(Date.parse(`${date}T00:00:00Z`) + (start + minutes) * 60_000).toISOString().slice(0, 16)

const byRoom = (list: readonly Session[]) =>
  [...Map.groupBy(list, ({ date }) => date)].map(([date, day]) => ({
    date,
    rooms: [...Map.groupBy(day, ({ room }) => room)],
  }))

const writers: Record<string, (list: readonly Session[]) => string> = {
  'schedule-xml': (
    list,
  ) => `<?xml version="1.0"?><schedule><conference><time_zone_name>Europe/Berlin</time_zone_name></conference>
${byRoom(list)
  .map(
    ({ date, rooms }, at) =>
      `<day index="${at + 1}" date="${date}">${rooms.map(([name, events]) => `<room name="${xmlText(name)}">${events.map(xmlEvent).join('\n')}</room>`).join('')}</day>`,
  )
  .join('')}</schedule>`,
  'c3voc-json': (list) =>
    JSON.stringify({
      schedule: {
        conference: {
          time_zone_name: 'Europe/Berlin',
          days: byRoom(list).map(({ date, rooms }) => ({
            date,
            rooms: Object.fromEntries(
              rooms.map(([name, events]) => [
                name,
                events.map((one) => ({
                  guid: one.id,
                  date: `${one.date}T${clock(one.start)}:00`,
                  start: clock(one.start),
                  duration: clock(one.minutes),
                  room: one.room,
                  slug: one.slug,
                  url: urlOf(one),
                  title: one.title,
                  track: one.track,
                  abstract: one.abstract,
                  persons: one.people.map((name) => ({ public_name: name })),
                  links: [{ url: recordingOf(one), title: 'Video recording' }],
                  attachments: [{ url: slidesOf(one), title: 'Slides' }],
                })),
              ]),
            ),
          })),
        },
      },
    }),
  'c3voc-json-2': (list) =>
    JSON.stringify({
      schedule: {
        conference: { time_zone_name: 'Europe/Berlin', days: [] },
        events: list.map((one) => ({
          guid: one.id,
          start: `${one.date}T${clock(one.start)}:00`,
          end: `${endOf(one)}:00`,
          room: { name: one.room, guid: one.room },
          slug: one.slug,
          url: urlOf(one),
          title: one.title,
          track: { name: one.track },
          abstract: one.abstract,
          participants: one.people.map((name) => ({ name })),
          links: [{ url: recordingOf(one), title: 'Recording' }],
          attachments: [{ url: slidesOf(one), type: 'slides' }],
        })),
      },
    }),
  'pretalx-api': (list) =>
    JSON.stringify({
      timezone: 'Europe/Berlin',
      results: list.map((one) => ({
        code: one.id,
        title: one.title,
        track: { en: one.track },
        state: 'confirmed',
        content_locale: 'en',
        abstract: one.abstract,
        urls: { public: urlOf(one) },
        slug: one.slug,
        video_url: recordingOf(one),
        resources: [{ resource: slidesOf(one), description: 'Slides' }],
        speakers: one.people.map((name) => ({ name })),
        slots: [
          { room: { name: { en: one.room } }, start: `${one.date}T${clock(one.start)}:00`, end: endOf(one) },
        ],
      })),
    }),
  icalendar: (list) =>
    [
      'BEGIN:VCALENDAR',
      'X-WR-TIMEZONE:Europe/Berlin',
      ...list.flatMap((one) => [
        'BEGIN:VEVENT',
        `UID:${one.id}`,
        `DTSTART;TZID=Europe/Berlin:${one.date.replaceAll('-', '')}T${clock(one.start).replace(':', '')}00`,
        `DTEND;TZID=Europe/Berlin:${endOf(one).replaceAll(/[-:]/g, '')}00`,
        ...folded(`SUMMARY:${icsText(one.title)}`),
        ...folded(`DESCRIPTION:${icsText(one.abstract)}`),
        ...folded(`LOCATION:${icsText(one.room)}`),
        ...folded(`CATEGORIES:${icsText(one.track)}`),
        `URL:${urlOf(one)}`,
        ...one.people.flatMap((name) => folded(`ATTENDEE;CN="${name}":mailto:x@reed.example`)),
        `ATTACH;FILENAME=Recording:${recordingOf(one)}`,
        `ATTACH;FILENAME=Slides:${slidesOf(one)}`,
        'END:VEVENT',
      ]),
      'END:VCALENDAR',
    ].join('\r\n'),
  csv: (list) =>
    [
      'id,title,track,room,abstract,date,start,duration,speakers,url,video,slides',
      ...list.map((one) =>
        [
          ...[
            one.id,
            one.title,
            one.track,
            one.room,
            one.abstract,
            one.date,
            clock(one.start),
            `${one.minutes}`,
          ],
          ...[one.people.join('; '), urlOf(one), recordingOf(one), slidesOf(one)],
        ]
          .map((cell) => `"${cell.replaceAll('"', '""')}"`)
          .join(','),
      ),
    ].join('\n'),
}

const xmlEvent = (
  one: Session,
) => `<event guid="${one.id}"><start>${clock(one.start)}</start><duration>${clock(one.minutes)}</duration>
<room>${xmlText(one.room)}</room><slug>${one.slug}</slug><url>${urlOf(one)}</url><title>${xmlText(one.title)}</title><track>${xmlText(one.track)}</track>
<abstract>${xmlText(one.abstract)}</abstract><persons>${one.people.map((name) => `<person>${xmlText(name)}</person>`).join('')}</persons>
<links><link href="${recordingOf(one)}">Video recording (mp4)</link></links><attachments><attachment type="slides" href="${slidesOf(one)}"/></attachments></event>`

const icsText = (value: string) => value.replaceAll(/[\\;,]/g, '\\$&')
const folded = (line: string) => (line.length <= 60 ? [line] : [line.slice(0, 60), ` ${line.slice(60)}`])

test.each(Object.keys(writers))('a schedule written as %s is read as it was', (format) => {
  fc.assert(
    fc.property(schedule, (list) => {
      const { sessions, problems, ...read } = readProgramme({
        content: writers[format]?.(list) ?? '',
        time_zone: 'Europe/Berlin',
      })
      expect(read.format).toBe(format)
      expect(problems).toEqual([])
      expect(sessions.toSorted((a, b) => Number(a.id.slice(3)) - Number(b.id.slice(3))).map(shown)).toEqual(
        list.map((one) => ({
          ...{ id: one.id, title: one.title, track: one.track, room: one.room, abstract: one.abstract },
          ...{ date: one.date, start: clock(one.start), end: endOf(one).slice(11), minutes: one.minutes },
          ...{ people: one.people, url: urlOf(one) },
          ...{ recordings: [recordingOf(one)], attachments: [slidesOf(one)] },
        })),
      )
    }),
    { numRuns: 60 },
  )
})

const shown = (one: ReturnType<typeof readProgramme>['sessions'][number]) => ({
  ...{
    id: one.id,
    title: one.title,
    track: one.track,
    room: one.room,
    abstract: one.abstract ?? one.description,
  },
  ...{ date: one.time?.date, start: one.time?.start, end: one.time?.end, minutes: one.time?.minutes },
  ...{ people: one.speakers.map(({ name }) => name), url: one.url },
  ...{ recordings: one.recordings.map(({ url }) => url), attachments: one.attachments.map(({ url }) => url) },
})

test('a damaged schedule is read or refused, and never loses an event in silence', () => {
  fc.assert(
    fc.property(
      schedule,
      fc.constantFrom(...Object.keys(writers)),
      fc.nat(),
      fc.constantFrom('', '<', '&', '"', '}', '\0', ';'),
      (list, format, at, damage) => {
        const whole = writers[format]?.(list) ?? ''
        const place = at % whole.length
        const content = whole.slice(0, place) + damage + whole.slice(place + 1)
        let read: ReturnType<typeof readProgramme>
        try {
          read = readProgramme({ content })
        } catch (error) {
          expect((error as Error).name).toBe('ScheduleRefused')
          return
        }
        const left = read.problems.filter(({ left_out }) => left_out).length
        expect(read.sessions.length + left).toBeGreaterThanOrEqual(read.events)
      },
    ),
    { numRuns: 200 },
  )
})
