import type { PageReading, PageSubject } from '@async-events/core'
import { describe, expect, test } from 'vitest'
import { readPage } from '../read-page.ts'
import { parseBounded } from '../tree/bounded-page.ts'
import { selectPart } from './select-part.ts'

const url = 'https://conf.example.org/2026/schedule.html'
const read = (html: string, about: PageSubject): PageReading =>
  readPage(Buffer.from(html), { url, charset: 'utf-8', mediaType: 'text/html', about })
/** What is left of the page. */
const left = (html: string, about: PageSubject): { part: string; html: string } => {
  const { $ } = parseBounded(html)
  const part = selectPart($, about)
  return {
    part,
    html: $.html()
      .replace(/\s+/g, ' ')
      .replace(/&#x2013;/g, '–'),
  }
}
const text = (about: string): string =>
  `<p>We show what ${about} tell us about the water of a whole valley, and what we changed after three wet years.</p>`
const page = (body: string, head = '<title>Schedule | Coast Conf 2026</title>'): string =>
  `<!doctype html><html lang=en><head>${head}</head><body><header><a href="/">Coast Conf 2026</a></header>${body}<footer>Code of conduct</footer></body></html>`

const flat = page(`<h1>Schedule</h1>
  <h2 id="day1">Saturday, 14 February 2026</h2>
  <h3 id="talk-16">Counting herons</h3><p>10:00–10:30, Room: Mill</p><p>Speaker: Rob Dyke</p>${text('herons')}
  <h3 id="talk-17">Reed beds and patience</h3><p>10:45–11:15, Room: Barn</p><p>Speaker: Ann Moor</p>${text('reeds')}
  <h2 id="day2">Sunday, 15 February 2026</h2>
  <h3 id="talk-18">Maps of mud</h3><p>09:00–09:30, Room: Mill</p><p>Speaker: Fen Wick</p>${text('maps')}`)

const cards = page(
  `<h1>Talks</h1><main>${[
    ['a1', 'Counting herons', 'Rob Dyke', '10:00', 'herons'],
    ['a2', 'Reed beds and patience', 'Ann Moor', '10:45', 'reeds'],
    ['a3', 'Maps of mud', 'Fen Wick', '12:00', 'maps'],
  ]
    .map(
      ([id, title, speaker, time, about]) =>
        `<article class="talk" id="${id}"><h2>${title}</h2><div class="speaker">${speaker}</div><span class="time">${time}</span>${text(about ?? '')}</article>`,
    )
    .join('')}</main>`,
)

const rooms = page(`<h1>Timetable</h1><table>
  <tr><th>Time</th><th>Mill</th><th>Barn</th></tr>
  <tr><td>10:00–10:30</td><td><a href="/t/1">Counting herons</a><br>Rob Dyke</td><td><a href="/t/2">Reed beds and patience</a><br>Ann Moor</td></tr>
  <tr><td>11:00–11:30</td><td><a href="/t/3">Maps of mud</a><br>Fen Wick</td><td><a href="/t/4">Sluices</a><br>Lee Marsh</td></tr>
  </table>`)

const rows = page(`<h1>Programme</h1><h2>Saturday, 14 February 2026</h2><table>
  <thead><tr><th>Time</th><th>Title</th><th>Speaker</th><th>Room</th></tr></thead><tbody>
  <tr id="r1"><td>10:00</td><td>Counting herons</td><td>Rob Dyke</td><td>Mill</td></tr>
  <tr id="r2"><td>10:45</td><td>Reed beds and patience</td><td>Ann Moor</td><td>Barn</td></tr>
  <tr id="r3"><td>12:00</td><td>Maps of mud</td><td>Fen Wick</td><td>Mill</td></tr></tbody></table>`)

describe('by the fragment of the URL', () => {
  test('a heading stands for its section', () => {
    const found = left(flat, { fragment: 'talk-17' })
    expect(found.part).toBe('part')
    expect(found.html).toContain('Ann Moor')
    expect(found.html).not.toMatch(/Rob Dyke|Fen Wick|Code of conduct/)
    // The heading above gives the day.
    expect(found.html).toContain('<dt>Date</dt><dd>Saturday, 14 February 2026</dd>')
  })

  test.each([
    ['a block', cards, 'a2'],
    ['a row', rows, 'r2'],
    ['an old anchor in front of a heading', flat.replace('<h3 id="talk-17">', '<a name="x9"></a><h3>'), 'x9'],
    ['an anchor in a heading', flat.replace('<h3 id="talk-17">', '<h3><a id="x9"></a>'), 'x9'],
    ['percent-encoded', flat.replace('talk-17', 'gärten'), 'g%C3%A4rten'],
    [
      'a heading in a head of its own',
      page(
        `<section><div><div><h2 id=q1>Counting herons</h2></div>${text('herons')}<p>Rob Dyke</p></div></section><section><div><div><h2 id=q2>Reed beds and patience</h2></div>${text('reeds')}<p>Ann Moor</p></div></section>`,
      ),
      'q2',
    ],
  ])('%s', (_name, html, fragment) => {
    const found = left(html, { fragment })
    expect(found.part).toBe('part')
    expect(found.html).toContain('Ann Moor')
    expect(found.html).not.toContain('Rob Dyke')
  })

  test('the title chooses within a day', () => {
    const found = left(flat, { fragment: 'day1', session: 'Counting Herons' })
    expect(found.html).toContain('Rob Dyke')
    expect(found.html).not.toContain('Ann Moor')
  })

  test.each(['/session/17', '!/talk/3', 'top', ':~:text=Reed%20beds', ''])('no part: #%s', (fragment) =>
    expect(left(flat, { fragment, session: 'Something else' }).part).toBe('whole'),
  )

  test('missing only where it names a talk and the title is not there either', () => {
    expect(left(flat, { fragment: 'talk-99', session: 'Something else' }).part).toBe('missing')
    expect(left(flat, { fragment: 'talk-99', session: 'Maps of mud' }).part).toBe('part')
    expect(left(flat, { fragment: 'comments', session: 'Something else' }).part).toBe('whole')
  })

  const single = page(
    `<h1>Reed beds and patience</h1><p>Speaker: Ann Moor</p><h2 id=abstract>Abstract</h2>${text('reeds')}<h2 id="bio-1">Biography</h2>${text('people')}`,
    '<title>Reed beds and patience</title>',
  )
  test('a section of one talk is not a talk', () => {
    for (const fragment of ['abstract', 'bio-1']) {
      expect(left(single, { fragment }).part).toBe('whole')
      expect(left(single, { fragment, session: 'Reed beds and patience' }).part).toBe('whole')
    }
  })
})

describe('by the title of the session', () => {
  test.each([
    ['flat headings', flat],
    ['cards', cards],
    ['a table of rooms', rooms],
    ['a table of facts', rows],
    [
      'a list of definitions',
      page(
        '<h1>Talks</h1><dl><dt>Counting herons</dt><dd>10:00 Rob Dyke, Mill</dd><dt>Reed beds and patience</dt><dd>10:45 Ann Moor, Barn</dd><dt>Maps of mud</dt><dd>12:00 Fen Wick, Mill</dd></dl>',
      ),
    ],
    [
      'a list of lines',
      page(
        '<h1>Talks</h1><ul><li>10:00 <strong>Counting herons</strong>, Rob Dyke</li><li>10:45 <strong>Reed beds and patience</strong>, Ann Moor</li><li>12:00 <strong>Maps of mud</strong>, Fen Wick</li></ul>',
      ),
    ],
    [
      'slots with a time each',
      page(
        `<h1>Talks</h1>${[
          ['10:00', 'Counting herons', 'Rob Dyke'],
          ['10:45', 'Reed beds and patience', 'Ann Moor'],
        ]
          .map(
            ([time, title, who]) =>
              `<div class=slot><div class=t>${time}</div><div class=talk><h4>${title}</h4><p class=speaker>${who}</p></div></div>`,
          )
          .join('')}`,
      ),
    ],
    [
      'folded blocks',
      page(
        `<h1>Talks</h1><details><summary>Counting herons</summary><p>by Rob Dyke</p></details><details><summary>Reed beds and patience</summary><p>by Ann Moor</p></details>`,
      ),
    ],
  ])('%s', (_name, html) => {
    const found = left(html, { session: 'Reed Beds and Patience' })
    expect(found.part).toBe('part')
    expect(found.html).toContain('Ann Moor')
    expect(found.html).not.toMatch(/Rob Dyke|Fen Wick/)
  })

  test.each([
    ['with a time beside it', 'Reed beds and patience', '<h3>10:45 Reed beds and patience (Ann Moor)</h3>'],
    [
      'without its subtitle',
      'Reed beds and patience: a village learns to wait',
      '<h3>Reed beds and patience</h3>',
    ],
    ['in another spelling', 'Reedbeds and patience!', '<h3>Reed beds and patience</h3>'],
  ])('a heading %s', (_name, session, heading) => {
    const html = flat.replace('<h3 id="talk-17">Reed beds and patience</h3>', heading)
    expect(left(html, { session }).html).toContain('Ann Moor')
    expect(left(html, { session }).part).toBe('part')
  })

  test('the row and the column of a table give time and room', () => {
    const found = left(rooms, { session: 'Reed beds and patience' })
    expect(found.html).toContain('<dt>Time</dt><dd>10:00–10:30</dd>')
    expect(found.html).toContain('<dt>Room</dt><dd>Barn</dd>')
    const turned = page(`<table><tr><th></th><th>10:00–10:30</th><th>11:00–11:30</th></tr>
      <tr><th>Mill</th><td><b>Counting herons</b> Rob Dyke</td><td><b>Maps of mud</b> Fen Wick</td></tr>
      <tr><th>Barn</th><td><b>Reed beds and patience</b> Ann Moor</td><td><b>Sluices</b> Lee Marsh</td></tr></table>`)
    const other = left(turned, { session: 'Reed beds and patience' })
    expect(other.html).toContain('<dt>Time</dt><dd>10:00–10:30</dd>')
    expect(other.html).toContain('<dt>Room</dt><dd>Barn</dd>')
    const spanned = rooms
      .replace('<td>10:00–10:30</td><td>', '<td rowspan=2>10:00–10:30</td><td>')
      .replace('</tr>\n  <tr><td>11:00–11:30</td>', '</tr>\n  <tr>')
    const later = left(spanned, { session: 'Sluices' })
    expect(later.html).toContain('<dd>10:00–10:30</dd>')
    expect(later.html).toContain('<dd>Barn</dd>')
  })

  test('facts are those of the talk', () => {
    expect(read(rows, { session: 'Reed beds and patience' })).toMatchObject({
      title: 'Reed beds and patience',
      speakers: [{ name: 'Ann Moor' }],
      room: 'Barn',
    })
    const { markdown, title } = read(cards, { session: 'Reed beds and patience' })
    expect(title).toBe('Reed beds and patience')
    expect(markdown).toContain('what reeds tell us')
    expect(markdown).not.toContain('herons')
  })

  test('linked data of other sessions does not count', () => {
    const sessions = ['Counting herons', 'Reed beds and patience'].map((name, index) => ({
      '@type': 'Event',
      name,
      startDate: `2026-02-14T1${index}:00:00+01:00`,
    }))
    const data = { '@type': 'Event', name: 'Coast Conf 2026', startDate: '2026-02-14', subEvent: sessions }
    const html = page(
      cards.replace(/^.*<\/header>|<footer.*$/gs, ''),
      `<title>Schedule</title><meta name=description content="All talks"><script type="application/ld+json">${JSON.stringify(data)}</script>`,
    )
    expect(read(html, { session: 'Reed beds and patience' })).toMatchObject({
      title: 'Reed beds and patience',
      event: 'Coast Conf 2026',
      startsAt: '2026-02-14T11:00+01:00',
    })
    expect(read(html, { session: 'Maps of mud' }).startsAt).not.toBe('2026-02-14')
  })

  test.each([
    [
      'a page about the talk with related ones',
      page(
        `<h1>Reed beds and patience</h1>${text('reeds')}<ul class=related><li class=talk><h3>Reed beds and patience</h3>10:00 Ann Moor</li><li class=talk><h3>Maps of mud</h3>12:00 Fen Wick</li></ul>`,
      ),
    ],
    [
      'a talk in an h2 below the name of the site',
      page(
        `<h1>Coast Conf 2026</h1><h2>Reed beds and patience</h2><p>10:45 Ann Moor</p>${text('reeds')}<h2>Speaker</h2><p>Ann Moor, 10 years of reeds</p><h2>Abstract</h2>${text('reeds')}`,
        '<title>Coast Conf 2026</title>',
      ),
    ],
    ['a list without the talk', flat.replace(/Reed beds and patience/g, 'Sluices')],
    [
      'a table of contents above an article',
      page(
        `<h1>Notes</h1><ul><li><a href="#a">Reed beds and patience</a></li><li><a href="#b">Mud</a></li></ul>${text('reeds')}`,
      ),
    ],
    ['two talks of the same name', flat.replace('Maps of mud', 'Reed beds and patience')],
  ])('whole: %s', (_name, html) =>
    expect(left(html, { session: 'Reed beds and patience' }).part).toBe('whole'),
  )
})

describe('what stands around a talk is kept with it', () => {
  const fact = (label: string, value: string): string => `<dt>${label}</dt><dd>${value}</dd>`

  test('time and more in its heading', () => {
    const talks = (heading: string): string =>
      page(
        `<h1>Talks</h1><div class=t><h4>09:00-09:40 Herons</h4><p>Rob Dyke</p>${text('herons')}</div><div class=t><h4>${heading}</h4><p>Ann Moor</p>${text('reeds')}</div><div class=t><h4>11:00 Mud</h4><p>Fen Wick</p>${text('mud')}</div>`,
      )
    const about = { session: 'Reed beds and patience' }
    for (const heading of [
      '09:40–10:20 Reed beds and patience',
      '9:40 am - 10:20 am: Reed Beds and Patience',
    ])
      expect(left(talks(heading), about).html).toMatch(
        /<dt>Time<\/dt><dd>0?9:40.*20.*<h1>Reed beds and patience<\/h1>/i,
      )
    const linked = left(talks('Reed beds and patience (<a href="/s.pdf">slides</a>)'), about).html
    expect(linked).toContain('<h1>Reed beds and patience</h1>')
    expect(linked).toContain('<p><a href="/s.pdf">slides</a></p>')
    expect(left(talks('Reed beds and patience – Ann Moor, Fen Trust'), about).html).toContain(
      '<p>Ann Moor, Fen Trust</p>',
    )
  })

  test('room and time of the group of talks', () => {
    const group = (room: string, title: string, who: string): string =>
      `${room}<table><tr><td><b>14:00</b></td><td><b>${title} one</b><br>${who}</td></tr><tr><td><b>14:20</b></td><td><b>${title} two</b><br>${who}</td></tr></table>`
    const html = page(
      `<h2>Tuesday, September 3</h2>${group('<h3>A: Birds (Room Heron)</h3>', 'Birds', 'Rob Dyke')}${group('<h3>B: Water (Room Sluice)</h3>', 'Water', 'Ann Moor')}`,
    )
    const found = left(html, { session: 'Water two' })
    expect(found.html).toContain(fact('Room', 'Room Sluice'))
    expect(found.html).toContain(fact('Time', '14:20'))
    expect(found.html).toContain(fact('Date', 'Tuesday, September 3'))
    expect(found.html).not.toMatch(/Rob Dyke|Water one/)
  })

  test('the head of a slot gives the room, and the talk its own time', () => {
    const html =
      page(`<table><tr><td rowspan=3>9:00am - 10:30am</td><td><div><b>S4: Sharing</b></div><div><b>Location:</b> <a href="#">Barn</a></div></td></tr>
      <tr><td><p>9:00am - 9:20am</p><p class=paper_title><b>Herons</b></p><p>Rob Dyke</p></td></tr>
      <tr><td><p>9:20am - 9:40am</p><p class=paper_title><b>Reed beds and patience</b></p><p>Ann Moor</p></td></tr></table>`)
    const found = left(html, { session: 'Reed beds and patience' })
    expect(found.html).toContain(fact('Room', 'Barn'))
    expect(found.html).not.toContain('9:00am')
  })

  test('name and date of the event', () => {
    const list = flat.replace(/, (?:14|15) February 2026/g, '')
    const dated = (lines: string): string =>
      list.replace('<h1>Schedule</h1>', `<h1>Third Workshop on Wetlands</h1>${lines}`)
    const day = left(dated('<p>Odense &middot; 14 February 2026 &middot; Room U45</p>'), {
      fragment: 'talk-17',
    })
    expect(day.html).toContain(fact('Event', 'Third Workshop on Wetlands'))
    expect(day.html).toContain('14 February 2026')
    // Days of a conference complete a weekday, and are no date of the talk.
    const days = left(dated('<p>Odense, 14–15 February 2026</p>'), { fragment: 'talk-17' })
    expect(days.html).toContain(
      '<header><p>Third Workshop on Wetlands</p><p>Odense, 14–15 February 2026</p></header>',
    )
    expect(days.html).not.toContain('<dd>15 February 2026</dd>')
    expect(left(flat, { fragment: 'talk-17' }).html).not.toContain('<dt>Event</dt>')
  })
})

test('a page of many thousand talks takes linear time', () => {
  const many = page(
    `<h1>Talks</h1>${Array.from({ length: 4_000 }, (_, index) => `<div class=talk><h3>Talk number ${index}</h3><p>10:00 by Ann Moor</p></div>`).join('')}`,
  )
  const found = left(many, { session: 'Talk number 3999' })
  expect(found.part).toBe('part')
  expect(found.html).not.toContain('number 3998')
})
