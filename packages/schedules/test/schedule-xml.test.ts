import { expect, test } from 'vitest'
import { readProgramme } from '../src/index.ts'

const events = (inner: string, head = '') => `<?xml version="1.0" encoding="UTF-8"?>
<schedule>
  <conference><title>Reed Camp</title><time_zone_name>Europe/Berlin</time_zone_name>${head}</conference>
  <day index="1" date="2024-12-27" start="2024-12-27T10:00:00+01:00" end="2024-12-28T04:00:00+01:00">
    <room name="Hall A">
${inner}
    </room>
  </day>
</schedule>`

test('reads what pretalx and frab write of an event', () => {
  const { format, title, time_zone, sessions, problems } = readProgramme({
    content: events(`<event guid="a0a0fcfe-b7fb-46e3-84b6-97a5406016b4" id="7" code="G9JGWY">
      <date>2024-12-27T11:00:00+01:00</date><start>11:00</start><duration>00:45</duration>
      <room>Hall A</room><slug>reed-7-nests</slug>
      <url>https://reed.example/talk/G9JGWY/</url>
      <recording><license>CC BY 4.0</license><optout>false</optout></recording>
      <title>Nests &amp; reeds</title><subtitle>A survey</subtitle><track>Birds</track><type>lecture</type><language>de</language>
      <abstract>&lt;p&gt;First&lt;/p&gt;&lt;p&gt;second &amp;amp; third&lt;/p&gt;</abstract><description/>
      <persons><person id="4" code="ABC">Ada Heron</person><person>Bo Bittern</person></persons>
      <links>
        <link href="https://video.reed.example/7.av1.webm">Video recording (AV1/WebM) - 60.1 MB</link>
        <link href="https://video.reed.example/7.webm">Video recording (WebM/VP9)</link>
        <link href="https://video.reed.example/7.mp4">Video recording (mp4; 120 MB)</link>
        <link href="https://video.reed.example/7.vtt">Subtitles</link>
        <link href="https://www.youtube.com/watch?v=abcdefghijk">Demo video</link>
        <link href="https://reed.example/repository">Repository</link>
      </links>
      <attachments>
        <attachment href="/media/nests.pdf">My slides</attachment>
        <attachment href="/media/handout.pdf" type="paper">Handout</attachment>
        <attachment href="/media/board.png" type="slides">A board</attachment>
      </attachments>
    </event>`),
  })
  expect({ format, title, time_zone }).toEqual({
    format: 'schedule-xml',
    title: 'Reed Camp',
    time_zone: 'Europe/Berlin',
  })
  expect(sessions).toEqual([
    {
      id: 'a0a0fcfe-b7fb-46e3-84b6-97a5406016b4',
      line: 6,
      title: 'Nests & reeds',
      subtitle: 'A survey',
      url: 'https://reed.example/talk/G9JGWY/',
      slug: 'reed-7-nests',
      track: 'Birds',
      room: 'Hall A',
      type: 'lecture',
      language: 'de',
      abstract: 'First\n\nsecond & third',
      description: null,
      time: {
        date: '2024-12-27',
        start: '11:00',
        end: '11:45',
        starts_at: '2024-12-27T11:00:00+01:00',
        ends_at: '2024-12-27T11:45:00+01:00',
        minutes: 45,
      },
      day: { index: 1, date: '2024-12-27' },
      speakers: [
        { name: 'Ada Heron', url: null, image_url: null },
        { name: 'Bo Bittern', url: null, image_url: null },
      ],
      recordings: [
        { url: 'https://video.reed.example/7.mp4', title: 'Video recording (mp4; 120 MB)' },
        { url: 'https://video.reed.example/7.webm', title: 'Video recording (WebM/VP9)' },
        { url: 'https://video.reed.example/7.av1.webm', title: 'Video recording (AV1/WebM) - 60.1 MB' },
      ],
      attachments: [
        { url: 'https://reed.example/media/nests.pdf', title: 'My slides', kind: 'slides', readable: true },
        { url: 'https://reed.example/media/board.png', title: 'A board', kind: 'slides', readable: false },
        { url: 'https://reed.example/media/handout.pdf', title: 'Handout', kind: 'document', readable: true },
      ],
      captions: [{ url: 'https://video.reed.example/7.vtt', title: 'Subtitles' }],
      links: [
        { url: 'https://www.youtube.com/watch?v=abcdefghijk', title: 'Demo video' },
        { url: 'https://reed.example/repository', title: 'Repository' },
      ],
      licence: 'CC BY 4.0',
      do_not_record: false,
      off: null,
    },
  ])
  expect(problems.map(({ code, line, event }) => ({ code, line, event }))).toEqual([
    { code: 'attachment_not_readable', line: 6, event: 'Nests & reeds' },
  ])
})

test('derives what old FOSDEM schedules leave out', () => {
  const { sessions, time_zone, problems } = readProgramme({
    content: `<schedule><conference><title>FOSDEM 2014</title><day_change>09:00</day_change></conference>
      <day index="1" date="2014-02-01"><room name="Janson"><event id="9">
        <start>08:45</start><duration>00:25</duration><slug>welcome</slug><title>Welcome</title><language/></event></room></day></schedule>`,
  })
  expect(time_zone).toBe('Europe/Brussels')
  expect(sessions[0]).toMatchObject({
    url: 'https://fosdem.org/2014/schedule/event/welcome/',
    room: 'Janson',
    language: null,
    time: { date: '2014-02-01', start: '08:45', end: '09:10', starts_at: '2014-02-01T08:45:00+01:00' },
  })
  expect(problems).toEqual([])
})

test('puts what is after midnight on the next date, and leaves it in its day', () => {
  const { sessions } = readProgramme({
    content: events(`
      <event id="1"><start>00:30</start><duration>1:00:00</duration><title>Night</title></event>
      <event id="2"><date>2024-12-28T00:15:00+01:00</date><start>00:15</start><duration>00:40</duration><title>Later</title></event>
      <event id="3"><date>2024-12-27T22:30:00Z</date><start>23:30</start><duration>02:00</duration><title>Late</title></event>`),
  })
  expect(
    sessions.map(({ time, day }) => [time?.date, time?.start, time?.end, time?.ends_at, day?.date]),
  ).toEqual([
    ['2024-12-28', '00:30', '01:30', '2024-12-28T01:30:00+01:00', '2024-12-27'],
    ['2024-12-28', '00:15', '00:55', '2024-12-28T00:55:00+01:00', '2024-12-27'],
    ['2024-12-27', '23:30', '01:30', '2024-12-28T01:30:00+01:00', '2024-12-27'],
  ])
})

test('names what it cannot read, with its line, and keeps the rest', () => {
  const {
    sessions,
    problems,
    events: count,
  } = readProgramme({
    content: events(`<event id="1"><title></title><start>10:00</start></event>
<event id="2"><title>Time of its own</title><start>half past</start><duration>long</duration></event>
<event id="3"><title>AT&T & others &nbsp;today</title><start>11:00</start><abstract>open </p> tag</abstract></event>
<event id="4"><title>Not closed</title><start>12:00</start>
<event id="5"><title>Next</title><start>13:00</start><language>xx-nope-language</language></event>
<event id="5"><title>Next</title><start>13:00</start></event>
<event id="5"><title>Next, again</title><start>15:00</start><links><link href="ht!tp:/x">x</link></links></event>`),
  })
  expect(count).toBe(7)
  expect(sessions.map(({ id, title, line }) => [id, title, line])).toEqual([
    ['2', 'Time of its own', 7],
    ['3', 'AT&T & others today', 8],
    ['4', 'Not closed', 9],
    ['5', 'Next', 10],
    ['5 2024-12-27T15:00:00+01:00 Hall A', 'Next, again', 12],
  ])
  expect(
    problems
      .filter(({ code }) => code !== 'malformed')
      .map(({ code, line, left_out }) => [line, code, left_out]),
  ).toEqual([
    [6, 'no_title', true],
    [7, 'time_unreadable', false],
    [7, 'duration_unreadable', false],
    [10, 'language_unknown', false],
    [11, 'duplicate', true],
    [12, 'link_unreadable', false],
    [12, 'duplicate_id', false],
  ])
  expect(problems.filter(({ code }) => code === 'malformed').map(({ line }) => line)).toEqual(
    expect.arrayContaining([8, 9]),
  )
})

test('reads what stands before the end of a file that is cut off', () => {
  const whole = events(`<event id="1"><title>First</title><start>10:00</start></event>
<event id="2"><title>Second</title><start>11:00</start></event>`)
  const { sessions, problems } = readProgramme({ content: whole.slice(0, whole.indexOf('11:00')) })
  expect(sessions.map(({ title }) => title)).toEqual(['First', 'Second'])
  expect(problems).toContainEqual(
    expect.objectContaining({
      code: 'malformed',
      line: 7,
      message: 'The source ends within the element <event>.',
    }),
  )
})

test.each([
  ['after an event', '</event>', 0],
  ['within the tag of the next one', '<event id="2"', 6],
])('says that a file is cut off %s', (_what, at, more) => {
  const whole = events(`<event id="1"><title>First</title><start>10:00</start></event>
<event id="2"><title>Second</title><start>11:00</start></event>`)
  const content = whole.slice(0, whole.indexOf(at) + more)
  const { problems } = readProgramme({ content })
  expect(problems.filter(({ code }) => code === 'malformed')).not.toEqual([])
  expect(readProgramme({ content: whole }).problems.filter(({ code }) => code === 'malformed')).toEqual([])
})

test('marks what does not take place, and what is not recorded', () => {
  const { sessions } = readProgramme({
    content: events(`<event id="1"><title>CANCELLED: Eels</title></event>
      <event id="2"><title>Eels [abgesagt]</title></event>
      <event id="3" status="cancelled"><title>Otters</title></event>
      <event id="4"><title>How to get cancelled and carry on</title><recording><optout>true</optout></recording></event>`),
  })
  expect(sessions.map(({ off, do_not_record }) => [off, do_not_record])).toEqual([
    ['cancelled', false],
    ['cancelled', false],
    ['cancelled', false],
    [null, true],
  ])
})

test('takes recordings from elements of their own, and addresses of elements in them', () => {
  const { sessions } = readProgramme({
    content:
      events(`<event id="1"><title>Weirs</title><video_download_url>https://cdn.example/w.mp4</video_download_url></event>
      <event id="2"><title>Locks</title><recording><license>CC0</license><url>https://cdn.example/l.webm</url></recording></event>
      <event id="3"><title>Dams</title><feedback_url>https://reed.example/talk/DAMS/feedback/</feedback_url></event>`),
  })
  expect(sessions.map(({ recordings, url }) => [recordings[0]?.url, url])).toEqual([
    ['https://cdn.example/w.mp4', null],
    ['https://cdn.example/l.webm', null],
    [undefined, 'https://reed.example/talk/DAMS/'],
  ])
})

test('reads xCal', () => {
  const { format, title, sessions } = readProgramme({
    content: `<?xml version="1.0"?><iCalendar xmlns:pentabarf="http://pentabarf.org"><vcalendar><x-wr-caldesc>Reed Camp</x-wr-caldesc>
<vevent><uid>9@reed</uid><pentabarf:event-slug>otters</pentabarf:event-slug><pentabarf:language-code>en</pentabarf:language-code>
<dtstart>20240203T103000</dtstart><dtend>20240203T110000</dtend><summary>Otters</summary><location>Hall A</location>
<category>Birds</category><url>https://reed.example/otters</url><attendee>Ada Heron</attendee><status>CONFIRMED</status></vevent></vcalendar></iCalendar>`,
  })
  expect([format, title]).toEqual(['xcal', 'Reed Camp'])
  expect(sessions).toEqual([
    expect.objectContaining({
      id: '9@reed',
      line: 2,
      title: 'Otters',
      slug: 'otters',
      track: 'Birds',
      room: 'Hall A',
      url: 'https://reed.example/otters',
      speakers: [{ name: 'Ada Heron', url: null, image_url: null }],
      time: expect.objectContaining({ date: '2024-02-03', start: '10:30', end: '11:00' }),
    }),
  ])
})
