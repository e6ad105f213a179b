import { describe, expect, test } from 'vitest'
import { readPage } from '../read-page.ts'

const sentences = [
  'We listened to the dyke for a whole winter with forty cheap microphones, and nobody believed what we heard.',
  'The first sound was a pump that ran backwards each night, which explained the wet cellars of three streets.',
  'The second was a family of beavers, whose dam moved by a metre a week and held back the spring flood.',
  'We show how the recordings were cut, labelled and compared, and which of the models failed on rain.',
  'The third sound has no name yet; the village calls it the kettle, and it comes before the ground moves.',
  'All recordings are free, and the microphones can be built on an evening with parts from a hardware shop.',
]
const prose = sentences.map((sentence) => `<p>${sentence} ${sentence.replace('We', 'They')}</p>`).join('')
const h1 = '<h1>Dykes</h1>'
const links = (count: number): string =>
  Array.from(
    { length: count },
    (_, index) => `<a href="/n/${index}">Another headline number ${index} on this site</a> `,
  ).join('')
const cards = (count: number, name: string): string =>
  Array.from(
    { length: count },
    (_, index) =>
      `<div class="${name}"><h3><a href="/p/${index}">Kettle number ${index}</a></h3><p>A steel kettle of ${index + 1} litres that whistles when the water boils.</p></div>`,
  ).join('')

const markdown = (body: string, head = '<title>Dykes</title>'): string =>
  readPage(new TextEncoder().encode(`<!doctype html><html lang="en"><head>${head}</head>${body}</html>`), {
    url: 'https://conf.example.org/2026/talk/7/',
    charset: null,
    mediaType: 'text/html',
    about: { title: null, speakers: [], date: null, fragment: null } as never,
  }).markdown

const expectText = (text: string, has: readonly string[], not: readonly string[] = []): void => {
  for (const phrase of has) expect(text).toContain(phrase)
  for (const phrase of not) expect(text).not.toContain(phrase)
}

describe('the whole text comes out', () => {
  test.each<[name: string, body: string, not?: string[]]>([
    ['of a page in a form', `<body><form id="aspnetForm">${h1}<main>${prose}</main></form>`],
    [
      'of a page in a form with its hidden state',
      `<body><form method="post" action="./talk.aspx" id="form1"><input type="hidden" name="__VIEWSTATE" value="dDwt"><div id="content">${h1}${prose}</div></form>`,
    ],
    [
      'of a calendar in a form with buttons',
      `<body><main><form role="form" class="event-form">${h1}${prose}<button type="submit">Book</button></form></main>`,
      ['Book'],
    ],
    [
      'of a table in a form',
      `<body><form><table width="800"><tr><td>${links(4)}</td><td>${h1}${prose}</td></tr></table></form>`,
    ],
    [
      'of streamed content that is hidden',
      `<body><div id="root">Loading</div><div hidden id="S:0">${h1}<main>${prose}</main></div>`,
      ['Loading'],
    ],
    [
      'of streamed content with its place and script',
      `<body><main><!--$?--><template id="B:0"></template><p>Loading …</p><!--/$--></main><div hidden id="S:0">${h1}<article>${prose}</article></div><script>$RC("B:0","S:0")</script>`,
      ['Loading', '$RC'],
    ],
    [
      'of content that a script uncovers',
      `<body><div id="app" style="display:none">${h1}<main>${prose}</main></div>`,
    ],
    [
      'of content that fades in',
      `<body><main style="visibility: hidden" aria-hidden="true">${h1}${prose}</main>`,
    ],
    [
      'under a class that mentions a sidebar',
      `<body><div>${links(60)}</div><div class="content-with-sidebar-wrap">${h1}<main>${prose}</main></div>`,
      ['headline number 7'],
    ],
    [
      'under a body that has a sidebar',
      `<body class="single has-sidebar sidebar-right"><div>${links(20)}</div><div id="content">${h1}${prose}</div>`,
      ['headline number 7'],
    ],
    [
      'under a class that mentions a menu',
      `<body><div class="et_pb_section et_pb_section--with-menu">${h1}${prose}</div><div>${links(30)}</div>`,
      ['headline number 7'],
    ],
    [
      'under a class that mentions a modal',
      `<body class="modal-enabled cookie-notice-accepted"><div class="page">${h1}${prose}</div>`,
    ],
    [
      'under a class that mentions pagination',
      `<body><div>${links(60)}</div><div class="article-body pagination-first">${h1}${prose}</div>`,
      ['headline number 7'],
    ],
    [
      'under a class of search results',
      `<body><div class="search-results">${h1}${prose}</div><div>${links(30)}</div>`,
    ],
    [
      'under a class of comments',
      `<body><div class="comment-page"><div class="comment">${h1}${prose}</div></div>`,
    ],
    [
      'under a class that mentions sharing',
      `<body><div class="entry share-enabled related-off">${h1}${prose}</div>`,
    ],
    ['of an aside that is the page', `<body>${h1}<aside>${prose}</aside>`],
    ['of a page in noscript', `<body><div id="app"></div><noscript>${h1}<main>${prose}</main></noscript>`],
    [
      'of the second of two bodies',
      `<body><div>${links(3)}</div></body><body>${h1}<main>${prose}</main></body>`,
    ],
    ['behind a section of data', `<body><![CDATA[ x ]]>${h1}<main>${prose}</main>`],
    ['without a body', `${h1}${prose}`],
  ])('%s', (_name, body, not = []) => {
    expectText(
      markdown(body),
      sentences.map((sentence) => sentence.slice(0, 40)),
      not,
    )
  })
})

describe('all parts of a page that repeats', () => {
  test('posts that are named comments', () => {
    const posts = sentences
      .map(
        (sentence, index) =>
          `<div class="comment" id="c${index}"><div class="comment-body"><p>${sentence} ${sentence}</p></div></div>`,
      )
      .join('')
    expectText(markdown(`<body><h1>Dykes</h1><div class="comments">${posts}</div>`), sentences)
  })

  test('products that are search results', () => {
    const text = markdown(
      `<body><nav>${links(5)}</nav><main>${h1}<div class="search-results">${cards(9, 'product-card')}</div></main>`,
    )
    for (let index = 0; index < 9; index++) expect(text).toContain(`steel kettle of ${index + 1} litres`)
  })

  test('cards of a grid', () => {
    const text = markdown(`<body><main>${h1}<div class="row grid">${cards(12, 'col-md-4 card')}</div></main>`)
    for (let index = 0; index < 12; index++) expect(text).toContain(`steel kettle of ${index + 1} litres`)
  })
})

const session = (main: string, rest = ''): string =>
  markdown(
    `<body><nav><a href="/">Home</a> <a href="/programme">Programme</a></nav><main><h1>Reed beds and patience</h1>${main}</main>${rest}<footer>Wetland Conf 2026</footer></body>`,
    '<title>Reed beds and patience - Wetland Conf 2026</title><script type="application/ld+json">{"@context":"https://schema.org","@type":"Event","name":"Reed beds and patience","startDate":"2026-02-14T10:00","performer":{"@type":"Person","name":"Ann Moor"}}</script>',
  )
const abstract =
  '<p>A reed bed takes ten years to grow. We show counts, costs and mistakes of the first three years, and why the village stopped mowing it each autumn.</p><p>The talk is for people who look after small wetlands and have little money and much time.</p>'
const ofAbstract = ['takes ten years to grow', 'little money and much time']

describe('what belongs to a talk stays', () => {
  test.each<[name: string, main: string, has: string[]]>([
    [
      'short bullets after a line that introduces them',
      `${abstract}<p>In this talk you will learn</p><ul><li>How to count birds</li><li>How to plant reed</li><li>How to talk to neighbours</li></ul>`,
      ['How to count birds', 'How to plant reed', 'How to talk to neighbours'],
    ],
    [
      'short bullets before the abstract',
      `<ul><li>Water levels and plants</li><li>Counting birds by ear</li><li>Neighbours and tea</li></ul>${abstract}`,
      ['Water levels and plants', 'Counting birds by ear', 'Neighbours and tea'],
    ],
    [
      'times within a sentence',
      `${abstract}<p>The meeting begins on <time datetime="2026-02-14">14 February</time> at <time>10:00</time> in the mill.</p>`,
      ['begins on 14 February at 10:00 in the mill'],
    ],
    [
      'an outline with minutes',
      `${abstract}<h2>Outline</h2><ol><li>Water (5 min)</li><li>Plants (10 min)</li><li>Questions (5 min)</li></ol>`,
      ['Water (5 min)', 'Plants (10 min)', 'Questions (5 min)'],
    ],
    [
      'what to bring',
      `${abstract}<h2>What you need</h2><ul><li>boots</li><li>a notebook</li></ul>`,
      ['boots', 'a notebook'],
    ],
    ['code', `${abstract}<pre><code>heron --count\nSign in to comment\n</code></pre>`, ['heron --count']],
    [
      'a table',
      `${abstract}<table><tr><th>Year</th><th>Herons</th></tr><tr><td>2023</td><td>4</td></tr><tr><td>2024</td><td>9</td></tr></table>`,
      ['Herons', '2024'],
    ],
    [
      'a section with a name of a site’s part',
      `${abstract}<h2>Feedback</h2><p>A bed of reed answers slowly: what you cut in autumn shows in the third spring, and we explain how to wait for it.</p><p>Two of our mistakes came from answers that we read too early, and both of them cost a year.</p>`,
      ['answers slowly', 'cost a year'],
    ],
    [
      'a biography under a role',
      `${abstract}<div class="card"><h5>Ann Moor</h5><h6>Keeper of fens</h6><p>Her research is about who waits for what, and why.</p></div>`,
      ['who waits for what'],
    ],
    [
      'a biography by its class',
      `${abstract}<p class="speaker-bio">Teaches at a school and judges soups.</p>`,
      ['judges soups'],
    ],
    [
      'a biography under the name alone',
      `${abstract}<h3>Ann Moor</h3><p>Looks after fens, and teaches people to wait for reed.</p>`,
      ['teaches people to wait'],
    ],
    [
      'sentences about cookies and accounts',
      `${abstract}<p>We use cookies of oat as bait, and we sign in to the hide each morning so that the herons know us.</p>`,
      ['cookies of oat'],
    ],
  ])('%s', (_name, main, has) => {
    expectText(session(main), [...ofAbstract, ...has])
  })

  test.each([
    ['hidden', 'hidden', 'aria-hidden="true"'],
    ['not displayed', 'style="display:none"', 'style="display: none"'],
    ['told hidden to readers aloud', 'aria-hidden="true"', 'aria-hidden="true"'],
    ['collapsed by class', 'class="tab-pane fade"', 'class="tab-pane collapse"'],
  ])('panels that are %s', (_name, first, second) => {
    const text = session(
      `<ul class="nav nav-tabs" role="tablist"><li><a href="#abs">Abstract</a></li><li><a href="#bio">Speaker</a></li></ul><div class="tab-content"><div id="abs" role="tabpanel" ${first}>${abstract}</div><div id="bio" role="tabpanel" ${second}><p>Ann Moor has looked after fens for thirty years and teaches people to wait for reed.</p></div></div><p>Wetland Conf is a meeting of friends of wet places, held each February in the old mill by the river. Tickets are free.</p>`,
    )
    expectText(text, [...ofAbstract, 'teaches people to wait for reed'])
  })
})

describe('what does not belong to a talk leaves', () => {
  const others = (tag: string): string =>
    ['Herons by ear', 'Bogs in winter', 'The price of peat', 'Dykes']
      .map((title) => `<${tag}><a href="/talk/${title.length}/">${title}</a> (Barn)</${tag}>`)
      .join('')
  test.each<[name: string, part: string, not: string[]]>([
    [
      'concurrent events',
      `<h3>Concurrent events</h3><ul>${others('li')}</ul>`,
      ['Herons', 'Barn', 'Concurrent'],
    ],
    [
      'gleichzeitige Vorträge',
      `<h3>Gleichzeitige Events</h3><ul>${others('li')}</ul>`,
      ['Herons', 'Gleichzeitige'],
    ],
    [
      'talks of the track',
      `<section><h2>From the same track</h2>${others('div')}</section>`,
      ['Herons', 'same track'],
    ],
    [
      'other speakers',
      `<h3>Other speakers</h3><ul><li><a href="/s/1">Björn Demir</a></li><li><a href="/s/2">Kofi Petrov</a></li></ul>`,
      ['Björn', 'Other speakers'],
    ],
    ['a past event', '<p>This event has passed.</p>', ['has passed']],
    ['software', '<p>Powered by <a href="https://indico.example">Indico</a> 3.2</p>', ['Powered']],
    [
      'a login prompt',
      '<p><a href="/login">Sign in</a> to add slides, notes or videos to this session</p>',
      ['add slides'],
    ],
    [
      'feedback',
      '<div><h3>Feedback</h3><p>Did you attend this event? <a href="/f">Give feedback</a></p></div>',
      ['attend this event', 'Feedback'],
    ],
    ['a history', '<p>Talks/Reed (last edited 2026-02-22 08:01:12 by AnnMoor)</p>', ['last edited']],
    ['a counter', '<dl><dd>Zugriffe: 1.841</dd></dl>', ['Zugriffe']],
    ['cookies', '<div><p>This website uses cookies to measure its audience.</p></div>', ['cookies']],
    ['closed comments', '<h2>Comments on this page are now closed.</h2>', ['closed']],
    [
      'sharing',
      '<h4>Partagez cette conférence !</h4><p><a href="#">Facebook</a></p>',
      ['Partagez', 'Facebook'],
    ],
    [
      'sponsors',
      '<h2>Thank you to our partners</h2><p>Want to see your logo here? Read the <a href="/p.pdf">prospectus</a>.</p>',
      ['logo', 'Thank you'],
    ],
    [
      'a newsletter',
      '<div><h3>The Fen Newsletter</h3><p>A round-up of the marsh, sent out every Tuesday. Join 2,500 readers.</p></div>',
      ['readers', 'Newsletter'],
    ],
    [
      'an old browser',
      '<div class="hidden"><p>We are sorry but it seems your browser cannot show this site.</p></div>',
      ['browser'],
    ],
    [
      'a guest book',
      '<h3>2 comments</h3><p>Nice one!</p><p><a href="#r">Reply</a></p>',
      ['Nice one', 'comments'],
    ],
  ])('%s', (_name, part, not) => {
    expectText(session(`${abstract}${part}`), ofAbstract, not)
  })
})
