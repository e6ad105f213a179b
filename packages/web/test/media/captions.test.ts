import { describe, expect, test } from 'vitest'
import { origin, readMedia, talkPage } from './read-media.ts'

const captionsOf = (html: string) => readMedia(html).captions

describe('captions that the page names', () => {
  test('a link as FOSDEM has it, next to slides and recordings', () => {
    const page =
      readMedia(`<title>Wetland 2026 - Reed beds</title><header><nav><a href="/2026/">Home</a></nav></header><div id="main"><h1>Reed beds</h1>
      <h3>Attachments</h3><table><tbody><tr><td><a href="slides.pdf">slides</a></td></tr></tbody></table>
      <h3>Links</h3><ul><li><a href="https://example.org/repo">Repository</a></li>
      <li><a href="/wet-101.av1.webm">Video recording (AV1/WebM) - 103.4 MB</a></li><li><a href="/wet-101.av1.mp4">Video recording (MP4) - 436.8 MB</a></li>
      <li><a href="/wet-101.vtt">Video recording subtitle file (VTT)</a></li></ul></div>`)
    expect(page).toEqual({
      videoUrl: `${origin}/wet-101.av1.webm`,
      captions: [
        { url: `${origin}/wet-101.vtt`, language: null, label: 'Video recording subtitle file (VTT)' },
      ],
      attachments: [
        { url: `${origin}/2026/talk/7/slides.pdf`, title: 'slides', mediaType: 'application/pdf' },
      ],
    })
  })

  test('tracks of the player, with their languages; no chapters, no descriptions', () => {
    expect(
      captionsOf(
        talkPage(`<video controls src="/t.mp4"><track kind="subtitles" src="/t.en.vtt" srclang="en" label="English"><track src="/t.vtt" srclang="de-AT">
        <track kind="captions" src="/cc" label="Français (CC)"><track kind="chapters" src="/c.vtt"><track kind="metadata" src="/m.vtt"><track kind="descriptions" src="/d.vtt"></video>`),
      ),
    ).toEqual([
      { url: `${origin}/t.en.vtt`, language: 'en', label: 'English' },
      { url: `${origin}/t.vtt`, language: 'de-AT', label: null },
      { url: `${origin}/cc`, language: 'fr', label: 'Français (CC)' },
    ])
  })

  test('not those of another video', () => {
    expect(
      captionsOf(
        talkPage(`<h2>Trailer</h2><video src="/trailer.mp4"><track src="/trailer.vtt"></video><h2>Recording</h2><video src="/t.mp4"><track src="/t.vtt"></video>
        <h2>Related talks</h2><a href="/otters.srt">Subtitles</a>`),
      ).map(({ url }) => url),
    ).toEqual([`${origin}/t.vtt`])
  })

  test.each([
    ['<a href="/talk.de.vtt">VTT</a>', 'de'],
    ['<a href="/talk-eng.srt">Subtitles</a>', 'en'],
    ['<a href="/talk_pt-BR.srt">Legendas</a>', 'pt-BR'],
    ['<a href="/talk.vtt">Deutsche Untertitel</a>', 'de'],
    ['<a href="/talk.srt">Sous-titres (anglais)</a>', 'en'],
    ['<a href="/talk.vtt" hreflang="es">Subtítulos</a>', 'es'],
    ['<a href="/talk.vtt">Subtitles [fr]</a>', 'fr'],
    ['<a href="/talk.av1.vtt">Subtitles</a>', null],
    ['<a href="/my-new.srt">Subtitles</a>', null],
  ])('the language of %s', (html, language) => {
    expect(captionsOf(talkPage(`<p>${html}</p>`))).toMatchObject([{ language }])
  })

  test.each([
    ['by type', '<a href="/download/7" type="text/vtt">Subtitles</a>'],
    ['by the words and the URL', '<a href="/api/captions?id=7&amp;format=vtt">Captions (WebVTT)</a>'],
    ['by the URL', '<a href="/download.php?f=talk.srt">Untertitel (SRT)</a>'],
  ])('without an extension: %s', (_name, html) => {
    expect(captionsOf(talkPage(html))).toHaveLength(1)
  })

  test('a text about a format is none', () => {
    expect(
      captionsOf(
        talkPage(
          '<p>We used <a href="https://en.example.org/wiki/WebVTT">WebVTT</a> and <a href="/subtitles/">subtitles</a>.</p>',
        ),
      ),
    ).toEqual([])
  })
})
