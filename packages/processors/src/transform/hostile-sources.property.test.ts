import type { TextModel } from '@async-events/core'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { type Bench, createBench, scraped } from '../../test/create-bench.ts'
import { drawSlide } from '../../test/draw-slide.ts'
import { hostileText, visibleText } from '../../test/hostile-text.ts'
import { readMarkdown, targetsOf, textOf } from '../../test/read-markdown.ts'
import { filmed, heard, slidesRead } from '../../test/talk-inputs.ts'
import { transformContract } from './contract.ts'
import { runTransform } from './run.ts'

let bench: Bench
beforeAll(async () => {
  bench = await createBench()
})
afterAll(() => bench.close())

const params = {
  event: 'Bar Conf 2026',
  session: 'Reed beds and patience',
  url: 'https://conf.example/talks/reed-beds',
  filename: 'Reed beds.md',
  track: 'wetlands',
  source_language: 'en',
  target_language: 'en',
  template: 'Session',
  file_stem: 'Reed beds',
}

const small = { width: 64, height: 36 }
const drawings = [drawSlide(1, undefined, small), drawSlide(2, undefined, small)]
const url = 'https://own.example/a'

/** Everything that a page, a recording, a slide and a text model say. */
const said = fc.record({
  page: fc.array(hostileText, { minLength: 1, maxLength: 4 }).map((lines) => lines.join('\n\n')),
  fact: visibleText,
  link: hostileText,
  title: visibleText,
  line: hostileText,
  speech: visibleText,
  chapter: visibleText,
  answer: fc.array(hostileText, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n')),
})
type Said = typeof said extends fc.Arbitrary<infer S> ? S : never

async function transform({ page, fact, link, title, line, speech, chapter, answer }: Said): Promise<string> {
  const text = await bench.artifacts.put(page, 'text/markdown')
  const inputs = [
    scraped(text, page.length, {
      title: fact,
      description: fact,
      speakers: [{ name: fact, url: link, image_url: link }],
      room: fact,
      licence: fact,
      keywords: [fact, link],
      attachments: [{ url: link, title: fact, media_type: fact }],
      links: [
        { url: link, title: fact },
        { url, title: fact },
      ],
    }),
    await filmed(
      bench.artifacts,
      drawings.map((drawing, index) => ({ time: 10 * index, drawing })),
      {
        chapters: [
          { start: 0, title: 'Begin' },
          { start: 10, title: chapter },
        ],
        duration: 20,
      },
    ),
    await heard(
      bench.artifacts,
      [
        { start: 1, end: 4, text: 'Good morning.', speaker: null },
        { start: 11, end: 14, text: speech, speaker: fact },
      ],
      { engine: fact },
    ),
    await slidesRead(
      bench.artifacts,
      [
        { title: 'Begin', text: 'Begin', drawing: drawings[0]! },
        { title, text: `${title}\n${line}\nabout`, drawing: drawings[1]!, links: [link] },
      ],
      { title: fact },
    ),
  ]
  const textModel: TextModel = {
    name: `openai:${fact}`,
    fill: async ({ fields }) => ({
      values: Object.fromEntries(fields.map(({ name }) => [name, answer])),
      evidence: {},
      gists: [],
      language: 'en',
      warnings: [],
      usage: null,
    }),
  }
  const context = bench.context(transformContract, {
    params: { ...params, video_url: 'https://video.example/a.webm' },
    inputs,
    textModel,
  })
  return bench.artifacts.readText((await runTransform(context)).output.markdown)
}

describe('whatever the sources say', () => {
  it('T01, T02: the document is one that the template made, and reads back', async () => {
    await fc.assert(
      fc.asyncProperty(said, async (given) => {
        const document = await transform(given)
        const [, yaml = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(document) ?? []
        expect(parse(yaml)).toMatchObject({
          title: params.session,
          session: params.session,
          speakers: [given.fact.toWellFormed()],
          engines: {
            ...(given.answer.trim() !== '' && { text: `openai:${given.fact}`.toWellFormed() }),
            transcript: given.fact.toWellFormed(),
          },
        })
        const nodes = readMarkdown(body)
        expect(nodes.filter(({ type }) => type === 'html' || type === 'definition')).toEqual([])
        const sections = nodes.flatMap((node) =>
          node.type === 'heading' && node.depth < 3 ? [textOf(node)] : [],
        )
        const known = [params.session, 'Summary', 'Chapters', 'Slides', 'Transcript', 'About']
        // What a model answers may come to nothing, and its section goes
        expect(known.filter((name) => name !== 'Summary' || sections.includes(name))).toEqual(sections)
        expect(
          targetsOf(nodes).filter(
            (target) => !/^(https?:\/\/|mailto:|\.\.\/\.\.\/assets\/Reed%20beds\/[\w.-]+$)/i.test(target),
          ),
        ).toEqual([])
        const pictures = nodes.flatMap((node) => (node.type === 'image' ? [node.url] : []))
        const own = pictures.filter((target) => target.startsWith('../../assets/'))
        expect(new Set(own).size).toBe(2)
        expect(await transform(given)).toBe(document)
      }),
      { seed: 20261124, numRuns: 40 },
    )
  })
})
