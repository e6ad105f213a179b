import { expect, test } from 'vitest'
import { readProgramme } from '../src/index.ts'

const read = (content: string, url?: string) => readProgramme({ content, ...(url && { url }) })

test('reads iCalendar: folded lines, zones, escapes, alarms', () => {
  const { format, title, time_zone, sessions, problems } = read(
    [
      'BEGIN:VCALENDAR',
      'X-WR-CALNAME:Reed\\, Camp',
      'BEGIN:VTIMEZONE',
      'TZID:W. Europe Standard Time',
      'END:VTIMEZONE',
      'BEGIN:VEVENT',
      'UID:1@reed',
      'DTSTART;TZID="W. Europe Standard Time":20240203T103000',
      'DURATION:PT1H30M',
      'SUMMARY;LANGUAGE=de:Nester\\, Röhricht und ein sehr langer',
      '  Titel',
      'LOCATION:Hall A',
      'CATEGORIES:Birds,Talk',
      'DESCRIPTION:First\\nsecond https://reed.example/talk/1',
      'ATTENDEE;CN="Ada Heron";ROLE=CHAIR:mailto:ada@reed.example',
      'ATTACH;FMTTYPE=application/pdf:https://reed.example/1-slides.pdf',
      'BEGIN:VALARM',
      'DESCRIPTION:Wake up',
      'END:VALARM',
      'END:VEVENT',
      'BEGIN:VEVENT',
      'UID:2@reed',
      'DTSTART:20240203T110000Z',
      'DTEND:20240203T113000Z',
      'SUMMARY:Otters',
      'STATUS:CANCELLED',
      'this is no property',
      'END:VEVENT',
      'BEGIN:VEVENT',
      'UID:3@reed',
      'DTSTART;VALUE=DATE:20240203',
      'END:VEVENT',
      'END:VCALENDAR',
    ].join('\r\n'),
  )
  expect([format, title, time_zone]).toEqual(['icalendar', 'Reed, Camp', 'Europe/Berlin'])
  expect(sessions).toMatchObject([
    {
      id: '1@reed',
      line: 6,
      title: 'Nester, Röhricht und ein sehr langer Titel',
      language: 'de',
      track: 'Birds',
      room: 'Hall A',
      url: 'https://reed.example/talk/1',
      abstract: 'First\nsecond https://reed.example/talk/1',
      speakers: [{ name: 'Ada Heron' }],
      attachments: [{ url: 'https://reed.example/1-slides.pdf', kind: 'slides' }],
      time: { date: '2024-02-03', start: '10:30', end: '12:00', starts_at: '2024-02-03T10:30:00+01:00' },
    },
    {
      id: '2@reed',
      off: 'cancelled',
      time: { start: '12:00', end: '12:30', starts_at: '2024-02-03T12:00:00+01:00' },
    },
  ])
  expect(problems.map(({ code, line, left_out }) => [code, line, left_out])).toEqual([
    ['malformed', 27, false],
    ['no_title', 29, true],
  ])
})

test('reads CSV with semicolons, German headers, quoted line breaks and the mark of Excel', () => {
  const { format, sessions, problems } = read(
    [
      '\ufeffNr;Titel;Referentinnen;Tag;Beginn;Ende;Raum;Sprache;Aufzeichnung;Folien',
      '1;"Nester, Teil ""eins""";"Ada Heron; Bo Bittern";03.02.2024;10:30;11:00;Saal 1;Deutsch;https://cdn.example/1.mp4;https://cdn.example/1.pdf',
      '2;"Zwei',
      'Zeilen";;03.02.2024;14.30 Uhr;;Saal 2;Englisch;;',
      ';;;;;;;;;',
      '3;;;03.02.2024;;;;;;',
    ].join('\r\n'),
  )
  expect(format).toBe('csv')
  expect(sessions).toMatchObject([
    {
      id: '1',
      line: 2,
      title: 'Nester, Teil "eins"',
      speakers: [{ name: 'Ada Heron' }, { name: 'Bo Bittern' }],
      room: 'Saal 1',
      language: 'de',
      recordings: [{ url: 'https://cdn.example/1.mp4' }],
      attachments: [{ url: 'https://cdn.example/1.pdf', kind: 'slides' }],
      time: { date: '2024-02-03', start: '10:30', end: '11:00' },
    },
    {
      id: '2',
      line: 3,
      title: 'Zwei Zeilen',
      language: 'en',
      time: { date: '2024-02-03', start: '14:30', end: null },
    },
  ])
  expect(problems.filter(({ left_out }) => left_out)).toMatchObject([
    { code: 'no_title', line: 6, event: '3' },
  ])
})

test.each([
  [
    'the columns of Sessionize',
    '"Session Id","Title","Room","Scheduled At","Scheduled Duration"\n"1","Reeds","A","3 Feb 2024 10:30 AM","45"\n',
  ],
  ['tabs', 'Session Title\tStart\tRoom\nReeds\t2024-02-03 10:30\tA\n'],
  ['a separator line', 'sep=,\r\nTitle,Date,Start\r\nReeds,2024-02-03,10:30 AM\r\n'],
  ['a range of time', 'Thema;Datum;Uhrzeit\nReeds;3.2.2024;10:30 - 11:15\n'],
  ['American dates', 'Title,Date,Start time\nReeds,02/03/2024,10:30 am\n'],
])('reads CSV with %s', (_what, text) => {
  expect(read(text).sessions).toMatchObject([
    { title: 'Reeds', time: { date: '2024-02-03', start: '10:30' } },
  ])
})

test('says that a calendar is cut off between two events', () => {
  const event = (id: number) =>
    `BEGIN:VEVENT\r\nUID:${id}\r\nSUMMARY:Talk ${id}\r\nURL:https://x.example/${id}\r\nEND:VEVENT\r\n`
  const head = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\n'
  const malformed = (text: string) => read(text).problems.filter(({ code }) => code === 'malformed')
  expect(malformed(`${head}${event(1)}${event(2)}END:VCALENDAR\r\n`)).toEqual([])
  expect(malformed(`${head}${event(1)}`)).toMatchObject([{ line: 7, left_out: false }])
})

test('says where a quotation mark is not closed', () => {
  const { sessions, problems } = read('Title,Start\nOne,10:00\n"Two,11:00\nThree,12:00\n')
  expect(sessions.map(({ title }) => title)).toContain('One')
  expect(problems.some(({ code }) => code === 'malformed')).toBe(true)
})

test('reads a list of addresses', () => {
  const { format, sessions, problems } = read(
    '# talks\nhttps://reed.example/talks/the-quiet-build\n- [Otters](https://reed.example/talks/2)\n\nnot one\n',
  )
  expect(format).toBe('url-list')
  expect(sessions.map(({ title, url, line }) => [title, url, line])).toEqual([
    ['the quiet build', 'https://reed.example/talks/the-quiet-build', 2],
    ['Otters', 'https://reed.example/talks/2', 3],
  ])
  expect(problems).toMatchObject([{ code: 'malformed', line: 5, left_out: true }])
})

test('finds the links to sessions on the page of a programme', () => {
  const { format, title, sessions } = read(
    `<!doctype html><html lang="en"><head><title>Programme | Reed Camp</title></head><body>
<nav><a href="/2024/">Home</a> <a href="/2024/speakers/ada">Ada</a> <a href="/2024/track/birds/">Birds</a> <a href="/2024/sponsors">S</a></nav>
<a href="/2024/talk/ABC/">Nests <em>&amp; reeds</em></a><a href="/2024/talk/ABC/#comments">More</a>
<a href="/2024/talk/DEF/"><img src="x.png"></a> <a href="/2024/talk/DEF/">Otters</a>
<a href="/2024/talk/DEF/feedback/">Feedback</a><a href="/2024/talk/DEF.ics">iCal</a>
<a href="https://elsewhere.example/blog/2024/x">x</a>`,
    'https://reed.example/2024/schedule/',
  )
  expect([format, title]).toEqual(['programme-page', 'Programme'])
  expect(sessions.map(({ title: one, url, line }) => [one, url, line])).toEqual([
    ['Nests & reeds', 'https://reed.example/2024/talk/ABC/', 3],
    ['Otters', 'https://reed.example/2024/talk/DEF/', 4],
  ])
})
