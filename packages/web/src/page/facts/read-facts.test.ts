import type { PageSubject } from '@async-events/core'
import { describe, expect, test } from 'vitest'
import { parseBounded } from '../tree/bounded-page.ts'
import { readLinkedData } from './linked-data.ts'
import { readFacts } from './read-facts.ts'

const address = 'https://conf.example.org/2026/talk/7/'
const prose =
  '<p>What we heard when we listened to the dyke for a whole winter, and why nobody believed it at first. The second winter was louder.</p>'

function read(html: string, { url = address, about = {} }: { url?: string; about?: PageSubject } = {}) {
  const { $ } = parseBounded(html)
  const { facts } = readFacts($, readLinkedData($), url, about)
  return { ...facts, speakers: facts.speakers.map(({ name }) => name) }
}

const page = (inner: string, title = 'Dykes - Coast Conf 2026'): string =>
  `<title>${title}</title><main><h1>Dykes</h1>${inner}${prose}</main>`

describe('labels', () => {
  test('behind an icon, as FOSDEM writes them', () => {
    const facts = read(
      `<title>FOSDEM 2025 - Dykes</title><h1>Dykes</h1><ul class="side-box"><li><i class="icon-road"></i> <strong>Track</strong>: <a href="/t">Embedded</a></li><li><i class="icon-home"></i> <strong>Room</strong>: <a href="/r">UB4.132</a></li><li><i class="icon-calendar"></i> <strong>Day</strong>: 1 February 2025</li><li><i class="icon-play"></i> <strong>Start</strong>: 14:30</li></ul><div class="event-abstract">${prose}</div>`,
    )
    expect(facts).toMatchObject({
      title: 'Dykes',
      track: 'Embedded',
      room: 'UB4.132',
      startsAt: '2025-02-01T14:30',
      event: 'FOSDEM 2025',
      sources: { track: 'label', room: 'label', startsAt: 'label' },
    })
  })

  test.each([
    ['an emoji', '<p>🏠 <b>Room:</b> Main Hall</p>'],
    ['the icon alone', '<p><i class="fa fa-map-marker"></i> Main Hall</p>'],
    ['a colon outside', '<li><strong>Room</strong>: Main Hall</li>'],
    [
      'elements side by side',
      '<div><span class="label">Room</span><span class="value">Main Hall</span></div>',
    ],
    ['blocks side by side', '<div><div>Room</div><div>Main Hall</div></div>'],
    ['a heading', '<h2>Room</h2><p>Main Hall</p>'],
    ['a definition list', '<dl><dt>Room</dt><dd>Main Hall</dd></dl>'],
    [
      'a row',
      '<table><tr><th>Room</th><td>Main Hall</td></tr><tr><th>Level</th><td>Novice</td></tr></table>',
    ],
    [
      'a head row',
      '<table><tr><th>Room</th><th>Language</th></tr><tr><td>Main Hall</td><td>en</td></tr></table>',
    ],
    [
      'Drupal',
      '<div class="field"><div class="field-label">Room:&nbsp;</div><div class="field-items">Main Hall</div></div>',
    ],
    ['several in a line', '<p>Room: Main Hall | Level: Novice</p>'],
    ['German', '<p><b>Raum:</b> Main Hall</p>'],
    ['French', '<dl><dt>Salle</dt><dd>Main Hall</dd></dl>'],
    ['Spanish', '<li>Sala: Main Hall</li>'],
    ['Dutch', '<li>Zaal: Main Hall</li>'],
    ['Portuguese', '<li>Auditório: Main Hall</li>'],
    ['Italian', '<li>Aula: Main Hall</li>'],
  ])('a room: %s', (_name, html) => expect(read(page(html)).room).toBe('Main Hall'))

  test('under headings, with the time as one line', () => {
    const facts = read(
      page('<h2>Date</h2><p>2026-08-27 18:00 - 19:00</p><h2>Room</h2><p>Main Hall</p><h2>Abstract</h2>'),
    )
    expect(facts).toMatchObject({
      room: 'Main Hall',
      startsAt: '2026-08-27T18:00',
      endsAt: '2026-08-27T19:00',
    })
  })

  test('rows below a row with a label', () => {
    const facts = read(
      page(
        '<table><tr><th colspan="2">Speakers</th></tr><tr><td colspan="2"><a href="../speakers/5.en.html">Brigitte Aumayr</a></td></tr><tr><td colspan="2"><a href="../speakers/6.en.html">Đorđe Stanković</a></td></tr><tr><th colspan="2">Schedule</th></tr><tr><td>Room</td><td>Festsaal</td></tr><tr><td>Duration</td><td>00:45</td></tr></table>',
      ),
    )
    expect(facts).toMatchObject({
      speakers: ['Brigitte Aumayr', 'Đorđe Stanković'],
      room: 'Festsaal',
      duration: 45,
    })
  })

  test('N20: a day and clock times without a date are facts', () => {
    const facts = read(
      page(
        '<ul><li><strong>Day</strong>: Saturday</li><li><strong>Start</strong>: 15:35</li><li><strong>End</strong>: 16:00</li></ul>',
      ),
    )
    expect(facts).toMatchObject({ day: 'Saturday', startTime: '15:35', endTime: '16:00', startsAt: null })
  })

  test.each([
    ['14 February 2026', '09:00 PST / 18:00 CET', '09:00'],
    ['14 February 2026', '10:00 Plenary hall', '10:00'],
  ])('N17: no half of the day is read out of the next word: %s %s', (date, time, start) =>
    expect(read(page(`<li><b>Date:</b> ${date}</li><li><b>Time:</b> ${time}</li>`)).startTime).toBe(start),
  )

  test('a duration gives the end, a day of the event its date', () => {
    const days = '<header><a href="/">Coast Conf</a> 24–26 March 2026</header>'
    const facts = read(`${days}${page('<p>Day 2, 14:00</p><p>Duration: 45 minutes</p><p>Room: Hall B</p>')}`)
    expect(facts).toMatchObject({ day: '2026-03-25', startTime: '14:00', endTime: '14:45', duration: 45 })
  })

  test("the job's day completes a time without one", () => {
    const html = page('<p>Time: 14:00–14:30</p><p>Room: Hall B</p>')
    expect(read(html, { about: { day: '2026-03-25' } }).startsAt).toBe('2026-03-25T14:00')
    expect(read(html).startsAt).toBeNull()
  })
})

describe('beside the title', () => {
  test.each([
    ['<p><a href="/speakers/ana-ruiz/">Ana Ruiz</a> | Friday 12:30 | Assembly Room</p>'],
    ['<p>Ana Ruiz | Friday 12:30 | Assembly Room</p>'],
    ['<p class="meta">by <b>Ana Ruiz</b></p><p>Friday 12:30, Assembly Room</p>'],
    ['<div>Friday 12:30 · Assembly Room</div><h3>Ana Ruiz</h3>'],
  ])('%s', (html) =>
    expect(read(page(html, 'Dykes'))).toMatchObject({
      speakers: ['Ana Ruiz'],
      day: 'Friday',
      startTime: '12:30',
      room: 'Assembly Room',
    }),
  )

  test('above it, as Symposion writes', () => {
    const facts = read(
      `<title>Dykes</title><h4>Tuesday 2:20 p.m.–2:50 p.m.</h4><h2>Dykes</h2><h4><a href="/speaker/profile/30/">Ana Ruiz</a></h4><h3>Abstract</h3>${prose}`,
    )
    expect(facts).toMatchObject({
      title: 'Dykes',
      speakers: ['Ana Ruiz'],
      day: 'Tuesday',
      startTime: '14:20',
      endTime: '14:50',
    })
  })
})

describe('people', () => {
  test.each([
    ['Ann Moor, Fen Trust; Rob Dyke, Bird Society of the North'],
    ['Ann Moor (Fen Trust (BE)), Rob Dyke (University of the North)'],
    ['Ann Moor and Rob Dyke'],
    ['Ann Moor, Rob Dyke'],
    ['Ann Moor – Fen Trust; Rob Dyke – freelance'],
    ['Ann Moor @ann; Rob Dyke @rob'],
  ])('N25: %s', (text) =>
    expect(read(page(`<p><strong>Speakers:</strong> ${text}</p>`)).speakers).toEqual([
      'Ann Moor',
      'Rob Dyke',
    ]),
  )

  test('one person with a place of work', () => {
    expect(read(page('<p>Speaker: Ann Moor, Red Hat</p>')).speakers).toEqual(['Ann Moor'])
    expect(read(page('<p>Speaker: Dr. Ann Moor (Fen Trust)</p>')).speakers).toEqual(['Dr. Ann Moor'])
  })

  test('N22: links of a biography are not people', () => {
    const facts = read(
      page(
        '<h2>Speakers</h2><div class="speaker"><h3><a href="/s/ann">Ann Moor</a></h3><p>Ann looks after fens for the <a href="https://fen.example.org">Fen Trust</a> and writes at <a href="https://blog.example.org">Mud and Water</a>.</p><p><a href="https://twitter.example/ann">Twitter</a> <a href="https://git.example/ann">GitHub</a></p></div>',
      ),
    )
    expect(facts.speakers).toEqual(['Ann Moor'])
  })

  test('N23: affiliations in brackets within brackets, and authors where speakers are stated', () => {
    const facts = read(
      page(
        '<h2 class="icon-user">Speaker</h2><ul class="speakers"><li><span class="name">Ann Moor</span> <span class="affiliation">(Fen Trust (BE))</span></li><li><span>Rob Dyke</span> <span class="affiliation">(University of the North)</span></li></ul><h2>Authors</h2><ul><li>Ann Moor</li><li>Eva Lind</li></ul>',
      ),
    )
    expect(facts.speakers).toEqual(['Ann Moor', 'Rob Dyke'])
  })

  test.each([
    [
      'figures with roles',
      '<figure><img src="a.jpg"><figcaption><a href="/people/ana">Ana Ruiz</a><br>Geophysicist</figcaption></figure>',
    ],
    [
      'BEM names',
      '<div class="m-member"><div class="m-member__name">Ana Ruiz</div><div class="m-member__role">Engineer</div></div>',
    ],
    ['a sentence of a biography', '<h2>About the speaker</h2><p>Ana Ruiz edits manuals for dredgers.</p>'],
    ['a word before', '<p>by Ana Ruiz</p>'],
  ])('%s', (_name, html) => expect(read(page(html)).speakers).toEqual(['Ana Ruiz']))

  test('the heading that is the speaker is no title', () => {
    const facts = read(
      `<title>Samira Haddad | MarmotCon 2026</title><main><h1>Samira Haddad</h1><p>Principal Engineer</p><h2>One goroutine per pixel</h2><p>Wednesday, August 26 • 2:00 – 2:45 PM • Main stage</p>${prose}<h3>About Samira</h3><p>Samira started with Pascal.</p></main>`,
    )
    expect(facts).toMatchObject({
      title: 'One goroutine per pixel',
      speakers: ['Samira Haddad'],
      room: 'Main stage',
      day: '2026-08-26',
    })
  })
})

describe('data', () => {
  test('the event of the whole conference is not the talk', () => {
    const facts = read(
      `<title>Dykes | Talks | Coast Conf</title><script type="application/ld+json">{"@context":"https://schema.org","@type":"Event","name":"Coast Conf 2026","startDate":"2026-03-24T08:30+08:00","location":{"@type":"Place","name":"Institute of Tides"}}</script><h1>Dykes</h1>${prose}`,
    )
    expect(facts).toMatchObject({ title: 'Dykes', event: 'Coast Conf 2026', room: null, startTime: null })
  })

  test('its days complete those of the talk', () => {
    const facts = read(
      page(
        '<script type="application/ld+json">{"@type":"Event","name":"Coast Conf 2026","startDate":"2026-03-24","endDate":"2026-03-26"}</script><p>Wednesday 16:00 to 16:30, Wheelhouse</p>',
      ),
    )
    expect(facts).toMatchObject({
      startsAt: '2026-03-25T16:00',
      endsAt: '2026-03-25T16:30',
      room: 'Wheelhouse',
    })
  })

  test('N26: written by a plug-in', () => {
    const facts = read(
      `<title>Reed beds and patience - Wetland Conf 2026</title><script type="application/ld+json">[{"@context":"http://schema.org","@type":"Event","name":"Reed beds &#8211; and patience","description":"&lt;p&gt;A reed bed takes ten years &amp;hellip; to grow&lt;/p&gt;","startDate":"2026-09-14T14:30:00+02:00","endDate":"2026-09-14T15:00:00+02:00","location":{"@type":"Place","name":"Old Mill &amp;#8211; Hall B"},"performer":"Organization","organizer":{"@type":"Person","name":"Eva Lind"}}]</script><main><h1>Reed beds and patience</h1>${prose}</main>`,
    )
    expect(facts).toMatchObject({
      speakers: [],
      room: 'Old Mill – Hall B',
      description: 'A reed bed takes ten years … to grow',
      startsAt: '2026-09-14T14:30+02:00',
      endsAt: '2026-09-14T15:00+02:00',
    })
  })
})

describe('title and event', () => {
  test.each([
    [
      'the head has only the site',
      '<title>Coast Conf 2026 // Küstenkonferenz</title><meta property="og:title" content="Coast Conf 2026"><h2 class="signin">Sign in</h2><h1>Dykes that talk</h1>',
    ],
    [
      'the heading is a section',
      '<title>Dykes that talk | Coast Conf 2026</title><h1>Talks</h1><h2>Dykes that talk</h2>',
    ],
    [
      'a hash tag',
      '<title>Coast Conf 2026</title><h1>#dykes</h1><ul><li><b>Title:</b> Dykes that talk</li></ul>',
    ],
    [
      'a prefix and a suffix',
      '<title>Presentation: Dykes that talk | Coast Conf 2026</title><h1>Presentation: Dykes that talk | Coast Conf 2026</h1>',
    ],
    [
      'the conference above',
      '<title>Coast Conf 2026: Dykes that talk</title><h1><a href="/">Coast Conf 2026</a></h1><h2>Dykes that talk</h2>',
    ],
    ['the conference before', '<title>Coast Conf 2026 - Dykes that talk</title><h1>Dykes that talk</h1>'],
  ])('%s', (_name, html) =>
    expect(read(`${html}<p>Room: Hall B</p><p>Time: 10:00</p>${prose}`)).toMatchObject({
      title: 'Dykes that talk',
      event: 'Coast Conf 2026',
    }),
  )
})

describe('pages of other kinds', () => {
  test.each([
    [
      'an article',
      '<meta property="og:type" content="article"><h1>Ten plants for wet gardens</h1><p class="byline">By Ann Moor</p><time datetime="2026-02-14T10:00:00Z">14 Feb</time><p>Category: Gardens</p><p>Location: Kent</p>',
    ],
    [
      'a product',
      '<h1>Rubber boots</h1><ul><li>Category: Boots</li><li>Type: knee</li></ul><p>Location: Store 5</p>',
    ],
    [
      'a thread',
      '<h1>My pond is green</h1><div class="author">felix</div><span class="location">Earth</span><time datetime="2026-01-02T12:32:00Z">2 Jan</time>',
    ],
  ])('%s has no room, track or start', (_name, html) =>
    expect(read(`<title>Wet</title>${html}${prose}`, { url: 'https://shop.example.org/a/7' })).toMatchObject({
      room: null,
      track: null,
      startTime: null,
    }),
  )
})
