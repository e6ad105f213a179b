import type { PageReading } from '@async-events/core'
import { describe, expect, test } from 'vitest'
import { readPage } from '../src/page/read-page.ts'

const lead =
  '<p>A reed bed takes ten years to grow. We show counts, costs and mistakes of the first three years, and why the village stopped mowing it each autumn.</p><p>The talk is for people who look after small wetlands and have little money and much time.</p>'

/** Ordinary pages of a session: what is between title and text, or below it. */
const page = ({ above = '', below = '', head = '', header = '', footer = '' }): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Reed beds and patience - Wetland Conf 2026</title>${head}</head><body>${header}<nav><a href="/">Home</a> <a href="/programme">Programme</a></nav><main><h1>Reed beds and patience</h1>${above}${lead}${below}</main><footer>Wetland Conf 2026 ${footer}</footer></body></html>`

const read = (html: string): PageReading =>
  readPage(Buffer.from(html), {
    url: 'https://conf.example.org/2026/talk/7/',
    charset: null,
    mediaType: 'text/html',
  })
const above = (html: string): PageReading => read(page({ above: html }))
const below = (html: string): PageReading => read(page({ below: html }))
const times = ({ day, startTime, endTime }: PageReading): (string | null)[] => [day, startTime, endTime]
const speakers = (reading: PageReading): string[] => reading.speakers.map(({ name }) => name)

describe('N17: a word after a time makes no afternoon', () => {
  test.each([
    ['Date:</b> 14 February 2026</li><li><b>Time:</b> 09:00 PST / 18:00 CET', '09:00', null],
    ['When:</b> 14 February 2026, 10:00 Plenary hall', '10:00', null],
    ['When:</b> 14 February 2026, 9:30 Atrium', '09:30', null],
    ['Time:</b> 11:15 AEST, 14 February 2026', '11:15', null],
    ['Date:</b> 14 February 2026</li><li><b>Time:</b> 8:45 – 9:30 Auditorium A', '08:45', '09:30'],
    ['When:</b> 14 February 2026, 10:00–10:30 (Pacific time)', '10:00', '10:30'],
    ['Date:</b> 14 February 2026</li><li><b>Time:</b> 9:30 p.m.', '21:30', null],
    ['When:</b> 14 February 2026, 12:15 PM PST', '12:15', null],
  ])('%s', (line, start, end) => {
    expect(times(above(`<ul><li><b>${line}</li></ul>`))).toEqual(['2026-02-14', start, end])
  })

  test('the room behind the time is the room', () => {
    expect(above('<ul><li><b>When:</b> 14 February 2026, 10:00 Plenary hall</li></ul>').room).toBe(
      'Plenary hall',
    )
  })
})

describe('N19: dates and times in prose', () => {
  test.each([
    [
      '<dl><dt>Date</dt><dd>Monday, 14 September 2026, Main stage</dd><dt>Time</dt><dd>2:00 – 2:45 PM</dd></dl>',
      '2026-09-14',
      '14:00',
      '14:45',
    ],
    ['<p>Date: 14 September 2026, Mainz</p><p>Time: 10am–10:45am</p>', '2026-09-14', '10:00', '10:45'],
    ['<p>Market square, 14 September 2026, 9:00 to 9:30</p>', '2026-09-14', '09:00', '09:30'],
    ['<p class="when">Day 2 (14 September 2026), 11:30-12:00</p>', '2026-09-14', '11:30', '12:00'],
    ['<dl><dt>Horaire</dt><dd>14 septembre 2026, de 14h à 15h</dd></dl>', '2026-09-14', '14:00', '15:00'],
    [
      '<dl><dt>Fecha</dt><dd>14 de septiembre de 2026</dd><dt>Hora</dt><dd>16:00 - 16:40 h</dd></dl>',
      '2026-09-14',
      '16:00',
      '16:40',
    ],
    [
      '<dl><dt>Data</dt><dd>14 settembre 2026</dd><dt>Ora</dt><dd>9.30 – 10.15</dd></dl>',
      '2026-09-14',
      '09:30',
      '10:15',
    ],
    [
      '<dl><dt>Datum</dt><dd>maandag 14 september 2026</dd><dt>Tijd</dt><dd>13.00 - 13.45 uur</dd></dl>',
      '2026-09-14',
      '13:00',
      '13:45',
    ],
  ])('%s', (html, day, start, end) => {
    expect(times(above(html))).toEqual([day, start, end])
  })
})

describe('N20: what is cut out of the text as a fact is a fact', () => {
  const sideBox = (rows: readonly string[]): string =>
    `<ul class="side-box">${rows.map((row) => `<li>${row}</li>`).join('')}</ul>`

  test('weekday, start and end of FOSDEM', () => {
    const reading = above(
      sideBox([
        '<strong>Track</strong>: <a href="/2026/schedule/track/wet/">Open Wetlands</a>',
        '<strong>Room</strong>: <a href="/2026/schedule/room/aw1126/">AW1.126</a>',
        '<strong>Day</strong>: <a href="/2026/schedule/day/saturday/">Saturday</a>',
        '<strong>Start</strong>: 15:35',
        '<strong>End</strong>: 16:00',
      ]),
    )
    expect(reading).toMatchObject({ track: 'Open Wetlands', room: 'AW1.126' })
    expect(times(reading)).toEqual(['Saturday', '15:35', '16:00'])
    expect(reading.markdown).not.toContain('15:35')
  })
  test('duration and language', () => {
    const reading = above(
      '<dl><dt>Duration</dt><dd>45 minutes</dd><dt>Language</dt><dd>German</dd><dt>Start time</dt><dd>10:00</dd></dl>',
    )
    expect(reading).toMatchObject({ duration: 45, talkLanguage: 'de', startTime: '10:00', endTime: '10:45' })
  })
  test('a weekday in German, with the room', () => {
    const reading = above('<p><b>Wann:</b> Samstag, 15:35–16:00 Uhr<br><b>Wo:</b> Saal 2</p>')
    expect(times(reading)).toEqual(['Saturday', '15:35', '16:00'])
    expect(reading.room).toBe('Saal 2')
  })
  test('icons instead of labels', () => {
    const reading = above(
      '<p class="meta"><i class="fa fa-calendar"></i> Sunday <i class="fa fa-clock-o"></i> 11:00 - 11:25 <i class="fa fa-map-marker"></i> K.1.105</p>',
    )
    expect(times(reading)).toEqual(['Sunday', '11:00', '11:25'])
    expect(reading.room).toBe('K.1.105')
  })
  test('what is no fact of the talk stays', () => {
    const { markdown } = above(
      sideBox([
        '<strong>Room</strong>: B 7',
        '<strong>Level</strong>: Beginners who own a boat',
        '<strong>Chat</strong>: <a href="https://chat.example.org/x">Join us</a>',
      ]),
    )
    expect(markdown).toContain('Beginners who own a boat')
    expect(markdown).toContain('https://chat.example.org/x')
  })
})

describe('N22: who is a person, and biographies', () => {
  const bio = 'looks after fens for the'
  test.each([
    [
      'links of the employer and to networks',
      `<h2>Speakers</h2><div class="speaker"><h3><a href="/s/ann">Ann Moor</a></h3><p>Ann ${bio} <a href="https://fen.example.org">Fen Trust</a> and writes at <a href="https://blog.example.org">Mud and Water</a>.</p><p><a href="https://twitter.example/ann">Twitter</a> <a href="https://linkedin.example/ann">LinkedIn</a> <a href="https://git.example/ann">GitHub</a></p></div>`,
    ],
    [
      'a card with a picture and icons',
      `<section class="speakers"><h2>Speaker</h2><div class="card"><img src="/ann.jpg" alt="Ann Moor"><h4 class="card-title">Ann Moor</h4><p class="card-text">Ann ${bio} Fen Trust, and has done so for thirty years.</p><a href="https://twitter.com/ann" aria-label="Twitter"><i class="fa fa-twitter"></i></a> <a href="https://mastodon.example/@ann">Mastodon</a></div></section>`,
    ],
    [
      'a name in bold before the biography',
      `<h2>About the speaker</h2><p><strong>Ann Moor</strong> ${bio} <a href="https://fen.example.org">Fen Trust</a>. She wrote <a href="https://books.example/mud">Mud and Water</a>.</p>`,
    ],
    [
      'a list of definitions',
      `<dl><dt>Speaker</dt><dd><a href="/speakers/ann-moor/">Ann Moor</a> (<a href="https://fen.example.org">Fen Trust</a>)</dd></dl><h2>Biography</h2><p>Ann ${bio} Fen Trust and plants reed with <a href="https://club.example.org">Willow Club</a>.</p>`,
    ],
  ])('%s', (_, html) => {
    const reading = below(html)
    expect(speakers(reading)).toEqual(['Ann Moor'])
    expect(reading.markdown).toContain(bio)
  })
})

describe('N23: brackets within brackets', () => {
  test.each([
    [
      'Indico',
      '<div><h2 class="icon-user">Speaker</h2><ul class="speakers"><li><span class="name">Ann Moor</span> <span class="affiliation">(Fen Trust (BE))</span></li><li><span>Rob Dyke</span> <span class="affiliation">(University of the North)</span></li></ul></div>',
    ],
    ['a line', '<p><b>Speakers:</b> Ann Moor (Fen Trust (BE)), Rob Dyke (North (UK))</p>'],
    ['a list', '<h3>Speakers</h3><ul><li>Ann Moor (Fen Trust (BE) and Moor (NL))</li><li>Rob Dyke</li></ul>'],
    [
      'square ones',
      '<dl><dt>Speakers</dt><dd>Ann Moor [Fen Trust (BE)]</dd><dd>Rob Dyke [University of the North]</dd></dl>',
    ],
    ['one that is not closed', '<p><b>Speakers:</b> Ann Moor (Fen Trust (BE); Rob Dyke</p>'],
  ])('%s', (_, html) => {
    expect(speakers(above(html))).toEqual(['Ann Moor', 'Rob Dyke'])
  })
})

describe('N25: affiliations behind a comma', () => {
  test.each([
    ['<p><strong>Speakers:</strong> Ann Moor, Fen Trust; Rob Dyke, Bird Society of the North</p>'],
    ['<p><strong>Speakers:</strong> Ann Moor, Rob Dyke</p>'],
    ['<h3>Speakers</h3><ul><li>Ann Moor, Fen Trust</li><li>Rob Dyke, Professor of Hydrology</li></ul>'],
    [
      '<dl><dt>Presenters</dt><dd>Ann Moor – Fen Trust</dd><dd>Rob Dyke – Bird Society of the North</dd></dl>',
    ],
    ['<p><strong>Speakers</strong>: Ann Moor (Fen Trust) and Rob Dyke (Bird Society of the North)</p>'],
    ['<p><b>Referenten:</b> Ann Moor, Universität Fenstadt; Rob Dyke, Vogelbund Nord e.V.</p>'],
  ])('%s', (html) => {
    expect(speakers(above(html))).toEqual(['Ann Moor', 'Rob Dyke'])
  })
})

describe('N26: JSON-LD as plug-ins write it', () => {
  const event = (more: object): PageReading =>
    read(
      page({
        head: `<script type="application/ld+json">${JSON.stringify([{ '@context': 'http://schema.org', '@type': 'Event', name: 'Reed beds &#8211; and patience', url: 'https://conf.example.org/2026/talk/7/', startDate: '2026-09-14T14:30:00+02:00', ...more }])}</script>`,
      }),
    )
  test.each([
    ['a performer that is a type', { performer: 'Organization' }, []],
    [
      'a performer that is an organisation',
      { performer: { '@type': 'Organization', name: 'Fen Trust' } },
      [],
    ],
    ['an organiser', { organizer: { '@type': 'Person', name: 'Eva Lind' } }, []],
    ['an empty performer', { performer: { '@type': 'Person', name: '' } }, []],
    [
      'people with references in their names',
      {
        performer: [
          { '@type': 'Person', name: 'Ann O&#8217;Moor' },
          { '@type': 'Person', name: 'Rob Dyke' },
        ],
      },
      ['Ann O’Moor', 'Rob Dyke'],
    ],
    ['a name alone', { performer: 'Ann Moor' }, ['Ann Moor']],
  ])('%s', (_, more, right) => {
    expect(speakers(event(more))).toEqual(right)
  })
  test.each([
    [{ '@type': 'Place', name: 'Old Mill &#8211; Hall B' }, 'Old Mill – Hall B'],
    [{ '@type': 'Place', name: 'Old Mill &amp; Barn' }, 'Old Mill & Barn'],
    ['Hall B &#038; yard', 'Hall B & yard'],
    [
      [
        { '@type': 'VirtualLocation', url: 'https://live.example.org' },
        { '@type': 'Place', name: 'Hall B' },
      ],
      'Hall B',
    ],
  ])('the room: %j', (location, room) => {
    expect(event({ location })).toMatchObject({ room, startsAt: '2026-09-14T14:30+02:00' })
  })
})

describe('N43: players that a script completes', () => {
  test.each([
    [
      '<div class="wp-block-embed"><iframe class="lazyload" data-src="https://www.youtube-nocookie.com/embed/abcdefghijk" src="about:blank" title="Talk"></iframe></div>',
      'abcdefghijk',
    ],
    ['<lite-youtube videoid="abcdefghijk" playlabel="Play: Reed beds"></lite-youtube>', 'abcdefghijk'],
    [
      '<iframe data-cookieconsent="marketing" data-cookieblock-src="https://www.youtube.com/embed/abcdefghijk?rel=0"></iframe>',
      'abcdefghijk',
    ],
    [
      '<div class="rll-youtube-player" data-src="https://www.youtube.com/embed/abcdefghijk" data-id="abcdefghijk"></div>',
      'abcdefghijk',
    ],
    [
      '<iframe src="about:blank" data-lazy-src="https://player.vimeo.com/video/123456789"></iframe>',
      '123456789',
    ],
    [
      '<div class="lazy-player"></div><noscript><p>Watch it here:</p><iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe></noscript>',
      'abcdefghijk',
    ],
    [
      '<video class="lazy" controls><source data-src="/files/talk.mp4" type="video/mp4"></video>',
      '/files/talk.mp4',
    ],
  ])('%s', (html, part) => {
    expect(below(`<h2>Video</h2>${html}`).videoUrl).toContain(part)
  })
})

test.each(['Video', 'Recording', 'Aufzeichnung', 'Vidéo'])(
  'N43: no empty section is left below a player: %s',
  (name) => {
    const { markdown, videoUrl } = below(
      `<h2>${name}</h2><iframe data-src="https://www.youtube-nocookie.com/embed/abcdefghijk"></iframe>`,
    )
    expect(videoUrl).toContain('abcdefghijk')
    expect(markdown).toMatch(/much time\.$/)
  },
)

describe('N44: which of several videos', () => {
  const loop =
    '<header class="hero"><video autoplay muted loop playsinline class="bg"><source src="/hero-loop.mp4" type="video/mp4"></video></header>'
  test.each([
    [loop, '<h2>Recording</h2><p><a href="/talk.mp4">Recording of the talk (MP4)</a></p>', '/talk.mp4'],
    [loop, '<video controls src="/talk.webm"></video>', '/talk.webm'],
    [
      '<div class="video-background"><iframe src="https://www.youtube.com/embed/looplooploo?autoplay=1&mute=1&loop=1&controls=0"></iframe></div>',
      '<iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe>',
      'abcdefghijk',
    ],
    [
      loop,
      '<p><a href="https://vimeo.com/123456789">Watch the talk</a></p><h2>More talks</h2><iframe src="https://www.youtube.com/embed/otherothero"></iframe>',
      '123456789',
    ],
  ])('%s %s', (header, html, right) => {
    expect(read(page({ header, below: html })).videoUrl).toContain(right)
  })
  test('the loop alone is no recording', () => {
    expect(read(page({ header: loop })).videoUrl).toBeNull()
  })
})

describe('N46: which documents are the talk’s', () => {
  const others =
    '<a href="/sponsor-prospectus.pdf">Become a sponsor (PDF)</a> <a href="/code-of-conduct.pdf">Code of Conduct</a>'
  test.each([
    ['<h2>Slides</h2><p><a href="/slides.pdf">Slides of the talk</a></p>', others, ['/slides.pdf']],
    [
      '<p><a href="/files/reed.pptx">Download presentation</a></p>',
      '<a href="/floor-plan.pdf">Floor plan</a>',
      ['/files/reed.pptx'],
    ],
    ['', others, []],
    [
      '<h2>Materials</h2><ul><li><a href="/reed.pdf">reed.pdf</a></li><li><a href="/handout.odp">Handout</a></li></ul>',
      others,
      ['/reed.pdf', '/handout.odp'],
    ],
    [
      '<aside class="sponsors"><h3>Our sponsors</h3><a href="/brochure.pdf">Brochure</a></aside><p><a href="https://speakerdeck.com/ann/reed">Slides</a></p>',
      '',
      ['https://speakerdeck.com/ann/reed'],
    ],
  ])('%s %s', (html, footer, right) => {
    expect(read(page({ below: html, footer })).attachments.map(({ url }) => url)).toEqual(
      right.map((url) => new URL(url, 'https://conf.example.org/').href),
    )
  })
})

describe('N28: short lists of a small page stay', () => {
  test.each([
    [
      ['How to count birds', 'How to plant reed', 'How to talk to neighbours'],
      '<p>In this talk you will learn</p>',
    ],
    [['Boots', 'A pencil', 'Patience'], '<p>Bring</p>'],
    [['2019: first plants', '2021: first bittern', '2024: first harvest'], '<h3>Milestones</h3>'],
    [['Water', 'Plants', 'People'], '<p><strong>Outline</strong></p>'],
  ])('%j', (points, before) => {
    const items = points.map((point) => `<li>${point}</li>`).join('')
    for (const [open, close] of [
      ['<ul>', '</ul>'],
      ['<ol class="list">', '</ol>'],
    ]) {
      const { markdown } = below(`${before}${open}${items}${close}`)
      for (const point of points) expect(markdown).toContain(point)
    }
  })
})

describe('N29: days and times within a sentence stay', () => {
  test.each([
    [
      '<p>The meeting begins on <time datetime="2026-02-14">14 February</time> at <time>10:00</time> in the mill.</p>',
      'The meeting begins on 14 February at 10:00 in the mill.',
    ],
    [
      '<p>We counted from <time datetime="2021-03">March 2021</time> to <time>May 2023</time> each morning.</p>',
      'We counted from March 2021 to May 2023 each morning.',
    ],
    [
      '<p>On <span class="date">12 May 2019</span> the first bittern called at <span class="time">4:10</span>.</p>',
      'On 12 May 2019 the first bittern called at 4:10.',
    ],
    [
      '<ul><li>Since <time datetime="1990-01-01">1990</time> the bed has grown by a third.</li></ul>',
      'Since 1990 the bed has grown by a third.',
    ],
  ])('%s', (html, sentence) => {
    const reading = below(html)
    expect(reading.markdown).toContain(sentence)
    expect([reading.room, reading.track, speakers(reading)]).toEqual([null, null, []])
  })
})

test('N29: a clock time in the middle of prose is not the talk’s', () => {
  const reading = below(
    '<p>The birds begin before the people do: the first call is heard at <time>4:10</time> in May, and by then the reed stands as high as a man on a horse.</p>',
  )
  expect(times(reading)).toEqual([null, null, null])
})

describe('N34: what is hidden until it is clicked', () => {
  const bio = 'Ann Moor has looked after fens for thirty years and teaches people to wait for reed.'
  const about =
    '<p>Wetland Conf is a meeting of friends of wet places, held each February in the old mill by the river. Tickets are free.</p>'
  const withPanels = (panels: string): string =>
    `<!doctype html><html lang="en"><title>Reed beds and patience - Wetland Conf 2026</title><nav><a href="/">Home</a></nav><main><h1>Reed beds and patience</h1>${panels}${about}</main><footer>Wetland Conf 2026</footer></html>`
  test.each([
    [
      `<ul role="tablist"><li><a href="#abs">Abstract</a></li><li><a href="#bio">Speaker</a></li></ul><div id="abs" class="tab-pane" role="tabpanel" hidden>${lead}</div><div id="bio" class="tab-pane" role="tabpanel" aria-hidden="true"><p>${bio}</p></div>`,
    ],
    [
      `<div class="accordion"><h3><button aria-expanded="false">Abstract</button></h3><div class="collapse" hidden>${lead}</div><h3><button aria-expanded="false">Biography</button></h3><div class="collapse" style="display:none"><p>${bio}</p></div></div>`,
    ],
    [
      `<div class="excerpt">Read more</div><div class="full-text" style="display: none">${lead}<p>${bio}</p></div>`,
    ],
    [
      `<div class="tabs"><div class="tab active">${lead}</div><div class="tab" aria-hidden="true" hidden="until-found"><p>${bio}</p></div></div>`,
    ],
  ])('%s', (panels) => {
    const { markdown } = read(withPanels(panels))
    expect(markdown).toContain('A reed bed takes ten years to grow.')
    expect(markdown).toContain('have little money and much time.')
    expect(markdown).toContain(bio)
  })
})

describe('N41: pages that lead elsewhere', () => {
  test.each([
    [
      '<title>Redirecting…</title><link rel="canonical" href="/real.html"><meta http-equiv="refresh" content="0; url=/real.html"><h1>Redirecting…</h1><a href="/real.html">Click here if you are not redirected.</a>',
    ],
    ['<meta http-equiv=Refresh content="0;URL=\'/real.html\'">'],
    [
      '<!DOCTYPE html><html><head><title>/real.html</title><link rel="canonical" href="/real.html"><meta name="robots" content="noindex"><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=/real.html"></head></html>',
    ],
    ['<title>Moved</title><script>window.location.replace("/real.html")</script><p>This page has moved.</p>'],
  ])('%s', (html) => {
    expect(read(html).refresh).toBe('https://conf.example.org/real.html')
  })
  test.each([
    ['<meta http-equiv="refresh" content="300">'],
    ['<meta http-equiv="refresh" content="600; url=/live">'],
  ])('a page that loads itself anew is read: %s', (head) => {
    expect(read(page({ head })).refresh).toBeNull()
  })
})

describe('N32: sections that fold', () => {
  const bio = '<p>Ann Moor has looked after fens for thirty years and teaches people to wait for reed.</p>'
  const fold = (inner: string): string =>
    read(
      `<!doctype html><html lang="en"><title>Reed beds and patience - Wetland Conf 2026</title><nav><a href="/">Home</a></nav><main><h1>Reed beds and patience</h1>${inner}</main><footer>Wetland Conf 2026</footer></html>`,
    ).markdown
  test.each([
    [
      `<details><summary>Abstract</summary>${lead}</details><details><summary>Biography</summary>${bio}</details>`,
    ],
    [
      `<details open><summary><h2>Abstract</h2></summary>${lead}</details><details><summary><h2>Biography</h2></summary>${bio}</details>`,
    ],
    [
      `<details class="fold"><summary><strong>Abstract</strong> <span aria-hidden="true">▾</span></summary>${lead}</details><details class="fold"><summary><strong>Biography</strong></summary>${bio}</details>`,
    ],
    [`<h2>Abstract</h2>${lead}<details><summary>Biography</summary><div>${bio}</div></details>`],
  ])('%s', (inner) => {
    const markdown = fold(inner)
    expect(markdown).toMatch(/^(?:#{2,6} |\*\*)Abstract/m)
    expect(markdown).toMatch(/^(?:#{2,6} |\*\*)Biography/m)
    expect(markdown).not.toMatch(/summary|details/)
  })
})

describe('N58: soft hyphens', () => {
  test.each([
    [
      '<h2>Wasser&shy;stands&shy;messung</h2><p>Die Wasser&shy;stands&shy;messung kostet fast nichts, wenn man einen Stock und ein Heft hat.</p>',
      '## Wasserstandsmessung',
    ],
    [
      '<p>Feucht\u00adgebiets\u00adpflege braucht Geduld und viele nasse Füße im Winter.</p>',
      'Feuchtgebietspflege',
    ],
    ['<ul><li>Zäh&#173;lungen der Vögel im ersten Frühling nach dem Schnitt</li></ul>', 'Zählungen'],
    [
      '<p>Über die <a href="/x">Moor&#xAD;vernässung</a> reden wir danach mit allen am Fluss.</p>',
      '[Moorvernässung]',
    ],
  ])('%s', (html, text) => {
    expect(below(html).markdown).toContain(text)
    expect(below(html).markdown).not.toContain('\u00ad')
  })
  test('in facts', () => {
    const reading = read(
      '<!doctype html><title>Feucht&shy;gebiets&shy;pflege - Wetland Conf 2026</title><main><h1>Feucht&shy;gebiets&shy;pflege</h1><dl><dt>Raum</dt><dd>Müh&shy;len&shy;saal</dd><dt>Vortragende</dt><dd>Anna Schilf&shy;rohr</dd></dl><p>Ein Schilfgürtel braucht zehn Jahre, und wir zeigen die Kosten und die Fehler der ersten drei Jahre.</p></main>',
    )
    expect(reading).toMatchObject({ title: 'Feuchtgebietspflege', room: 'Mühlensaal' })
    expect(speakers(reading)).toEqual(['Anna Schilfrohr'])
  })
})
