import { createExtractive, createOpenAi } from '@async-events/ai'
import type { TextModel } from '@async-events/core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ChatRequest, completion, fieldsIn, startOpenAiServer } from '../../../ai/test/openai-server.ts'
import { type Bench, createBench, scraped } from '../../test/create-bench.ts'
import { slidesRead, slidesShown } from '../../test/talk-inputs.ts'
import { transformContract } from './contract.ts'
import { runTransform } from './run.ts'

let bench: Bench
beforeAll(async () => {
  bench = await createBench()
})
afterAll(() => bench.close())

const page = [
  'Reed beds clean the water of a village without any energy.',
  'Ana Ruiz has built forty of them in three countries since 2011.',
  'Families along the river copy her design and exchange their plants in spring.',
].join(' ')
const slides = [
  {
    title: 'Costs of a bed',
    text: 'Costs of a bed\nGravel and pipes cost 9,000 euros at the market of Emden.',
  },
  { title: 'Winters', text: 'Winters\nSnow keeps the roots warm when the frost lasts for several weeks.' },
  { title: 'Herons', text: 'Herons\nHerons return after the third winter and nest beside the inlet.' },
]

interface Sentence {
  text: string
  times: { start: number }[]
  slides: number[]
  from: string[]
}
interface Data {
  evidence: Record<string, Sentence[]>
  slides: { title: string | null }[]
}

const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

async function documentOf(textModel: TextModel, times: readonly (readonly [number, number, number])[] = []) {
  const text = await bench.artifacts.put(page, 'text/markdown')
  const deck = await slidesRead(bench.artifacts, slides)
  const { output } = await runTransform(
    bench.context(transformContract, {
      params: {
        event: 'Sample Conf',
        session: 'Reed beds',
        url: 'https://conf.example/talk',
        filename: 'talk.md',
        track: 'one',
        speakers: ['Ana Ruiz'],
        source_language: 'en',
        target_language: 'en',
        template: 'Session',
        file_stem: 'talk',
        video_url: 'https://video.example/talk.mp4',
      },
      inputs: [
        scraped(text, page.length, { language: 'en' }),
        deck,
        ...(times.length > 0 ? [await slidesShown(bench.artifacts, deck, times)] : []),
      ],
      textModel,
    }),
  )
  const document = await bench.artifacts.readText(output.markdown)
  return { document, data: JSON.parse(await bench.artifacts.readText(output.structured_data)) as Data }
}

/** The block of a slide in the document, to the next heading. */
const blockOf = (document: string, title: string): string =>
  document.split(/^#{2,6} /m).find((block) => block.startsWith(`${title}\n`)) ?? ''

/** The words of each sentence stand where its evidence says: on the slide that it links to, or on the page. */
function checkPlaces(document: string, data: Data, sentences: readonly Sentence[]): void {
  for (const { text, slides: places, from } of sentences) {
    expect([text, from.length]).toEqual([text, 1])
    if (from[0] === 'page') {
      expect([text, places]).toEqual([text, []])
      expect(letters(page)).toContain(letters(text))
    } else {
      expect([text, from[0], places.length]).toEqual([text, 'slide', 1])
      const title = data.slides[places[0] ?? -1]?.title ?? ''
      expect(letters(blockOf(document, title))).toContain(letters(text))
    }
  }
}

/** Writes these sentences with the places that it cites, right or wrong. */
async function withModel<T>(written: string, run: (model: TextModel) => Promise<T>): Promise<T> {
  const server = await startOpenAiServer((request) => {
    const names = fieldsIn(request as ChatRequest)
    const values = names.map((name) => [name, name === 'tags' ? 'reed beds, herons, winters' : written])
    return { body: completion(JSON.stringify(Object.fromEntries(values))) }
  })
  try {
    return await run(
      createOpenAi({ baseUrl: server.url, model: 'test', timeoutMs: 5_000, maxInputChars: 10_000 }),
    )
  } finally {
    await server.close()
  }
}

it('what the offline engine quotes stands on the page or on the slide that it names', async () => {
  const { document, data } = await documentOf(createExtractive())
  const sentences = Object.values(data.evidence)
    .flat()
    .filter(({ from }) => !from.includes('facts'))
  expect(sentences.length).toBeGreaterThan(2)
  checkPlaces(document, data, sentences)
})

/** Two of the slides, one of the page. */
const written = [
  'Gravel and pipes cost 9,000 euros at the market of Emden',
  'Herons return after the third winter and nest beside the inlet',
  'Families along the river copy her design and exchange their plants in spring',
]

it.each([
  ['without citations', ['', '', '']],
  // Passages: three of the page, then title and line of each slide
  ['with right ones', [' [5]', ' [9]', ' [3]']],
  ['with wrong ones', [' [1]', ' [7]', ' [5]']],
])('sentences of a text model %s rest on the slide or page that holds their words', async (_, marks) => {
  const text = written.map((sentence, at) => `${sentence}${marks[at]}.`).join(' ')
  const { document, data } = await withModel(text, documentOf)
  const lead = data.evidence.lead ?? []
  expect(lead.map(({ from, slides: places }) => [from, places])).toEqual([
    [['slide'], [0]],
    [['slide'], [2]],
    [['page'], []],
  ])
  checkPlaces(document, data, lead)
  const summary = document.slice(0, document.search(/^## Slides/m))
  expect(summary).toContain('at the market of Emden. [Slide 1](#costs-of-a-bed)')
  expect(summary).toContain('beside the inlet. [Slide 3](#herons)')
  expect(document).toMatch(/^### Costs of a bed$/m)
  expect(document).toMatch(/^### Herons$/m)
})

it('a sentence of a slide whose time is known links to when it was shown', async () => {
  const times = [
    [1, 30, 60],
    [3, 90, 120],
  ] as const
  const text = written.map((sentence) => `${sentence}.`).join(' ')
  const { document, data } = await withModel(text, (model) => documentOf(model, times))
  expect(data.evidence.lead?.map(({ times: shown }) => shown.map(({ start }) => start))).toEqual([
    [30],
    [90],
    [],
  ])
  expect(document).toContain('at the market of Emden. [0:30](https://video.example/talk.mp4#t=30)')
  expect(document).toContain('beside the inlet. [1:30](https://video.example/talk.mp4#t=90)')
})
