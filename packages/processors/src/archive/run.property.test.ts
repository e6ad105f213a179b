import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { type Bench, createBench } from '../../test/create-bench.ts'
import { bodyOf, linksInside, mediaOf, packSession } from '../../test/pack-session.ts'
import { headingsOf } from '../../test/read-markdown.ts'

let bench: Bench
beforeAll(async () => {
  bench = await createBench()
})
afterAll(() => bench.close())

describe('whatever the parameters say', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
    fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 30 })
      .map((units) => String.fromCharCode(...units)),
    fc
      .array(
        fc.constantFrom(
          '---',
          '\n',
          '# ',
          '"',
          "'",
          ': ',
          '{{session}}',
          '{slides}',
          '[a](javascript:x)',
          '<script>',
          '../',
          '\\',
          '- ',
          '|',
          '`',
          '```',
          '> ',
          '&amp;',
          '%',
          '@',
          '!',
          '&a',
          '*b',
          '\0',
          '\u2028',
          '\u0085',
          'yes',
          '10:00',
          '0x1',
          'ü',
          '--- systemprompt',
          '\ue0000\ue001',
          'https://x.example/',
          '](',
          '![',
          '[^1]',
          '\u202e',
          '\u200f',
          'שלום',
          '\n\n',
          '===',
          '    ',
          '• ',
        ),
        { minLength: 1, maxLength: 8 },
      )
      .map((pieces) => pieces.join('')),
  )

  it('front matter reads back, headings stay, and paths stay inside', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          event: hostile,
          session: hostile,
          track: hostile,
          filename: hostile,
          day: hostile,
          starttime: hostile,
          url: hostile,
          video_url: hostile,
          speakers: fc.array(hostile, { minLength: 1, maxLength: 3 }),
          attachments_url: fc.array(hostile, { maxLength: 2 }),
          target_language: hostile,
          file_stem: hostile,
        }),
        async (given) => {
          const { files, document } = await packSession(bench, given)
          const markdown = await bench.artifacts.readText(document.markdown)
          expectFrontMatter(markdown, given)
          expectHeadings(markdown)
          const paths = files.map(({ path }) => path)
          expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length)
          for (const path of paths) {
            expect(path).not.toMatch(/^\/|\\|\0|(^|\/)\.\.?(\/|$)/)
          }
        },
      ),
      { seed: 20260201, numRuns: 60 },
    )
  })

  it('slides and speech stay what they are, and every picture is found', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, hostile, hostile, async (slide, said, stem) => {
        fc.pre(slide.trim() !== '' && said.trim() !== '')
        const given = { video_url: 'https://video.example/a.webm', file_stem: stem }
        const { files, document } = await packSession(bench, given, {
          media: await mediaOf(bench, slide, said),
        })
        const markdown = await bench.artifacts.readText(document.markdown)
        const body = bodyOf(markdown)
        const shape = headingsOf(body).map(({ level, text: heading }) =>
          level === 3 ? '3' : `${level} ${heading}`,
        )
        // Slides and chapters without a name that anybody sees have no heading of their own
        expect(shape.filter((heading) => heading !== '3')).toEqual([
          '1 Reed beds and patience',
          '2 Chapters',
          '2 Slides',
          '2 Transcript',
          '2 About',
        ])
        expect(shape.length).toBeLessThanOrEqual(11)
        expect(body).not.toMatch(/<[a-z/!?]|\]\((?!https?:|#|\.\.\/\.\.\/assets\/)/i)
        const paths = new Set(files.map(({ path }) => path))
        const links = linksInside(files)
        for (const { target } of links) expect(paths).toContain(target)
        expect(links.filter(({ target }) => target.endsWith('.png'))).toHaveLength(3)
        expect([...paths].filter((path) => path.endsWith('.png'))).toHaveLength(2)
        expect(parse(/^---\n([\s\S]*?)\n---\n/.exec(markdown)![1]!)).toMatchObject({ track: 'Gewässer' })
      }),
      { seed: 20260201, numRuns: 40 },
    )
  })

  function expectFrontMatter(markdown: string, given: Record<string, string | string[]>) {
    // As naive readers do it: up to the next line of three dashes
    const [, yaml] = /^---\n([\s\S]*?)\n---\n/.exec(markdown)!
    const read = parse(yaml!) as Record<string, unknown>
    const whole = (value: string) => value.toWellFormed()
    for (const key of ['event', 'session', 'track', 'filename', 'day', 'starttime']) {
      const value = given[key] as string
      if (value.trim() === '') continue
      expect(read[key]).toBe(whole(value))
    }
    const named = (given.speakers as string[]).filter((name) => name.trim() !== '').map(whole)
    expect(read.speakers).toEqual(named.length > 0 ? named : undefined)
    expect(yaml!.split('\n').every((line) => /^[a-z_]+: /.test(line))).toBe(true)
  }

  function expectHeadings(markdown: string) {
    const body = bodyOf(markdown)
    const shape = headingsOf(body).map(({ level, text: heading }) =>
      level === 1 ? '#' : `${level} ${heading}`,
    )
    expect(shape.filter((heading) => heading !== '#')).toEqual(['2 About', '3 Sources'])
    expect(body).not.toMatch(/<script|\]\(javascript:/)
  }
})
