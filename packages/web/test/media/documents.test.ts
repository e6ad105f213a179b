import { describe, expect, test } from 'vitest'
import { origin, prose, readMedia, talkPage } from './read-media.ts'

const documentsOf = (html: string): string[] => readMedia(html).attachments.map(({ url }) => url)
const slides = `${origin}/slides.pdf`

describe('only documents of the talk', () => {
  const own = '<h2>Slides</h2><p><a href="/slides.pdf">Slides of the talk</a></p>'
  test.each([
    [
      'prospectus and code of conduct in the footer',
      talkPage(own, {
        after:
          '<footer><a href="sponsor-prospectus.pdf">Become a sponsor (PDF)</a> <a href="code-of-conduct.pdf">Code of Conduct</a></footer>',
      }),
    ],
    [
      'floor guide in the header',
      talkPage(own, { header: '<a href="/files/floor-guide.pdf">Floor Guide (PDF)</a>' }),
    ],
    [
      'programme in the main part',
      talkPage(`${own}<p><a href="/programme.pdf">Conference programme (PDF)</a></p>`),
    ],
    [
      'a map, in German',
      talkPage(`${own}<p><a href="/lageplan.pdf">Lageplan</a> <a href="/anfahrt.pdf">Anfahrt</a></p>`),
    ],
    [
      'slides of other talks',
      talkPage(`${own}<h2>Related talks</h2><ul><li><a href="/otters.pdf">Slides</a></li></ul>`),
    ],
    [
      'a guide for exhibitors among the downloads',
      talkPage(`${own}<h2>Downloads</h2><p><a href="/guide.pdf">Exhibitor guide</a></p>`),
    ],
    ['a template for speakers', talkPage(`${own}<p><a href="/template.pptx">Presentation template</a></p>`)],
    [
      'a document next to the main part',
      talkPage(own, { after: '<div><a href="/annual-report.pdf">Report</a></div>' }),
    ],
    ['in blocks of sponsors', talkPage(`${own}<div class="sponsors"><a href="/acme.pdf">ACME</a></div>`)],
  ])('%s', (_name, html) => {
    expect(documentsOf(html)).toEqual([slides])
  })

  test.each([
    [
      'a floor guide in the footer',
      `<title>Dykes</title><main><h1>Dykes</h1><p>${prose}</p></main><footer><a href="/files/floor-guide.pdf">Floor Guide (PDF)</a></footer>`,
    ],
    [
      'the same without a main part',
      `<h1>Dykes</h1><p>${prose}</p><div class="footer"><a href="/files/floor-guide.pdf">Floor Guide (PDF)</a></div>`,
    ],
    [
      'rates in the footer of a page without a main part, below its headings',
      `<h1>Dykes</h1><p>${prose}</p><h2>Downloads</h2><p>None yet.</p><footer><p>We film for a living. <a href="/rates.pdf">Our rates</a></p></footer>`,
    ],
    ['the page as PDF', talkPage('<a href="/2026/talk/7/talk.pdf" title="Export to PDF"></a>')],
    ['the list of all presentations', talkPage('<p><a href="/2026/talk/">Presentations</a></p>')],
    [
      'the heading of a description',
      talkPage('<h2>Présentation</h2><p><a href="https://reed.example/">Reed</a></p>'),
    ],
    ['data in the URL', talkPage('<a href="data:application/pdf;base64,JVBERi0=">Slides (PDF)</a>')],
    [
      'a profile',
      talkPage(
        '<a href="https://speakerdeck.com/ana">Speaker Deck</a> <a href="https://www.slideshare.net/ana">SlideShare</a>',
      ),
    ],
    ['the kind of a session', talkPage('<dl><dt>Type</dt><dd><a href="/types/talk">Talk</a></dd></dl>')],
  ])('none: %s', (_name, html) => {
    expect(documentsOf(html)).toEqual([])
  })

  test.each([
    ['a bare link in the main part', talkPage('<p><a href="/slides.pdf">here</a></p>')],
    [
      'one in the footer that says so',
      talkPage('', { after: '<footer><a href="/slides.pdf">Slides of this talk</a></footer>' }),
    ],
    [
      'one in a side column with a heading',
      talkPage('', { after: '<aside><h3>Folien</h3><a href="/slides.pdf">PDF</a></aside>' }),
    ],
    [
      'about a code of conduct',
      talkPage('<h3>Slides</h3><a href="/slides.pdf">Writing a code of conduct</a>'),
    ],
    [
      'in a row of a table',
      talkPage('<table><tr><td>Présentation</td><td><a href="/slides.pdf">PDF</a></td></tr></table>'),
    ],
    ['after a label', talkPage('<p><b>Diapositivas:</b> <a href="/slides.pdf">PDF</a></p>')],
    [
      'without a main part',
      `<div class="content-with-sidebar"><h1>Reed beds</h1><p>${prose}</p><a href="/slides.pdf">PDF</a></div>`,
    ],
    [
      'named by linked data',
      `<script type="application/ld+json">{"@type":"PresentationDigitalDocument","name":"Slides","contentUrl":"/slides.pdf"}</script>${talkPage('')}`,
    ],
  ])('taken: %s', (_name, html) => {
    expect(documentsOf(html)).toEqual([slides])
  })

  test('documents without an extension, by their type or words', () => {
    const page = readMedia(
      talkPage(`<ul><li><a href="/event/1/attachments/7/9" type="application/pdf">Slides</a></li><li><a href="/get?file=12">Handout (PDF)</a></li>
        <li><a href="/event/1/contributions/3/attachments/2/4/go">Folien</a></li></ul>`),
    )
    expect(page.attachments).toEqual([
      { url: `${origin}/event/1/attachments/7/9`, title: 'Slides', mediaType: 'application/pdf' },
      { url: `${origin}/get?file=12`, title: 'Handout (PDF)', mediaType: 'application/pdf' },
      { url: `${origin}/event/1/contributions/3/attachments/2/4/go`, title: 'Folien', mediaType: null },
    ])
  })
})

describe('slides at hosts', () => {
  test('links that stand next to each other, with the recording', () => {
    const page =
      readMedia(`<title>Dykes</title><h1>Dykes</h1><p>${prose}</p><a href="https://speakerdeck.com/ana/dykes">Slides</a>
      <a href="https://www.slideshare.net/ana/dykes">Presentation</a> <a href="https://youtu.be/aaaaaaaaaaa">YouTube</a>`)
    expect(page.videoUrl).toBe('https://youtu.be/aaaaaaaaaaa')
    expect(page.attachments).toEqual([
      { url: 'https://speakerdeck.com/ana/dykes', title: 'Slides', mediaType: 'text/html' },
      { url: 'https://www.slideshare.net/ana/dykes', title: 'Presentation', mediaType: 'text/html' },
    ])
  })

  test.each([
    'https://docs.google.com/presentation/d/1AbCdEfGh/edit?usp=sharing',
    'https://www.slideshare.net/slideshow/reed-beds/123456',
    'https://slides.com/ana/reed-beds',
    'https://noti.st/ana/abc123/reed-beds',
    'https://prezi.com/p/abcdef/reed-beds/',
    'https://www.canva.com/design/DAFabc/view',
    'https://pitch.com/v/reed-beds-abc',
  ])('whatever the link says: %s', (url) => {
    expect(documentsOf(talkPage(`<p><a href="${url}">here</a></p>`))).toEqual([url])
  })

  test.each([
    ['Slides (HTML)', 'https://ana.example/slides/reed-beds.html'],
    ['Slides (reveal.js)', 'https://slides.example.org/holm/delay/#/'],
    ['Slides of «Reed beds and patience»', 'https://ana.example/slides/reed-beds/'],
    ['Folien', 'https://ana.example/talks/2026/reed/'],
    ['Download the slides', 'https://zenodo.org/records/123456'],
    ['Présentation', 'https://drive.google.com/file/d/1AbC/view'],
  ])('pages that say so: %s', (text, url) => {
    expect(documentsOf(talkPage(`<p><a href="${url}">${text}</a></p>`))).toEqual([url])
  })

  test('a page below a heading', () => {
    expect(
      documentsOf(
        talkPage(
          '<h3>Slides</h3><ul><li><a href="https://ana.example/reed/">https://ana.example/reed/</a></li></ul>',
        ),
      ),
    ).toEqual(['https://ana.example/reed/'])
  })

  test.each([
    [
      'https://speakerdeck.com/player/0123456789abcdef',
      '<iframe src="https://speakerdeck.com/player/0123456789abcdef" title="Reed beds"></iframe>',
    ],
    [
      'https://docs.google.com/presentation/d/e/2PACX-1v/embed?start=false',
      '<iframe data-src="https://docs.google.com/presentation/d/e/2PACX-1v/embed?start=false"></iframe>',
    ],
    [
      'https://www.slideshare.net/slideshow/embed_code/key/abc',
      '<iframe src="//www.slideshare.net/slideshow/embed_code/key/abc"></iframe>',
    ],
    [slides, '<iframe src="/slides.pdf"></iframe>'],
    [slides, '<embed src="/slides.pdf" type="application/pdf">'],
    [slides, '<iframe src="/pdfjs/web/viewer.html?file=%2Fslides.pdf"></iframe>'],
    [
      'https://ana.example/reed.pptx',
      '<iframe src="https://view.officeapps.live.com/op/embed.aspx?src=https%3A%2F%2Fana.example%2Freed.pptx"></iframe>',
    ],
  ])('shown in a frame: %s', (url, html) => {
    expect(documentsOf(talkPage(html))).toEqual([url])
  })
})
