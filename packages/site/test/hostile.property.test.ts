import { type CheerioAPI, load } from 'cheerio'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { hostileText } from '../../processors/test/hostile-text.ts'
import { givenTalk, textFile } from './given-talks.ts'
import { brokenLinks, pagesOf, readSite } from './read-site.ts'

const hostileUrl = fc.oneof(
  hostileText,
  fc.constantFrom(
    'javascript:alert(1)',
    ' JaVaScRiPt:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'https://x.example/"><script>alert(1)</script>.mp4',
    "https://x.example/';script-src *;.mp4",
    'https://x.example:8443/a.mp4?x="y"#t=1',
    '//x.example/a.mp4',
    'https://user:secret@x.example/a.mp4',
  ),
)

const scripts = /^(?:\.\.\/)?look\/(?:talk|search)\.js$/
const policyOf = (page: CheerioAPI): string => page('meta[http-equiv]').attr('content') ?? ''

it('holds no script, handler or address but its own, whatever talks say', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        session: hostileText,
        event: hostileText,
        track: hostileText,
        day: hostileText,
        name: hostileText,
        text: hostileText,
        speaker: hostileText,
        url: hostileUrl,
        video: hostileUrl,
        path: hostileText,
        body: hostileText,
      }),
      async ({ session, event, track, day, name, text, speaker, url, video, path, body }) => {
        const talk = givenTalk({
          markdown: `# ${session}\n\n${body}\n\n[${text}](${url})\n\n![${text}](${url})\n\n<p onclick="x()" style="a">${text}</p>\n`,
          parameters: {
            session,
            event,
            track,
            day,
            url,
            video_url: video,
            speakers: [name, speaker],
            speakers_url: [url, url],
          },
          structured: {
            fields: { lead: body },
            recording: { kind: text, video_start: 5 },
            parts: [{ start: 0, title: text }],
            slides: [{ number: 1, title: name, times: [{ start: 1 }], picture: path }],
            transcript: { language: text },
          },
          segments: [
            { start: 1, end: 2, text, speaker },
            { start: 1.2, end: 2, text: body, speaker: null },
          ],
          files: [textFile(path, text, 'image/png'), textFile(`${path}.html`, text, 'text/plain')],
        })
        const other = { ...talk, id: 'job-other' }
        const site = await readSite([talk, other], { baseUrl: 'https://site.example/' })
        expect(brokenLinks(site)).toEqual([])
        for (const file of site.keys()) {
          expect(file).toMatch(/^[^/\\].*[^/]$/)
          expect(file.split('/')).not.toContain('..')
        }
        for (const [file, html] of pagesOf(site)) {
          const page = load(html)
          for (const element of page('*').toArray()) {
            const { name: tag = '', attribs = {} } = 'attribs' in element ? element : {}
            expect(Object.keys(attribs).filter((each) => /^on|^style$|^srcdoc$/.test(each))).toEqual([])
            expect(['iframe', 'object', 'embed', 'base', 'svg', 'math', 'style']).not.toContain(tag)
            for (const key of ['href', 'src', 'poster', 'action']) {
              const target = attribs[key]
              if (target === undefined) continue
              expect(new URL(target, 'https://here.example/a/').protocol).toMatch(/^(?:https?|mailto):$/)
              // Nothing of another site is loaded but the recording.
              if (key !== 'href' && !['video', 'audio'].includes(tag))
                expect(target).not.toMatch(/^(?:[a-z]+:|\/)/i)
            }
          }
          for (const script of page('script').toArray()) {
            expect(script.attribs.src).toMatch(scripts)
            expect(script.children).toEqual([])
          }
          expect(policyOf(page)).toMatch(
            /^default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; media-src 'self'(?: https?:\/\/[^\s;'",]+)?; form-action 'self'; base-uri 'none'$/,
          )
          expect([file, page('h1').length]).toEqual([file, 1])
        }
        for (const feed of ['feed.xml', 'podcast.xml']) {
          const xml = site.get(feed)
          if (xml !== undefined) expect(xml).not.toMatch(/(?![\t\n\r])[\p{Cc}\ufffe\uffff]/u)
        }
      },
    ),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 15), seed: 20261130 },
  )
})
