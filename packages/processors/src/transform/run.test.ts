import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createExtractive } from '@async-events/ai'
import { AppError, type TextModel } from '@async-events/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { type Bench, createBench, failed, scraped } from '../../test/step-context.ts'
import { transformContract } from './contract.ts'
import { runTransform } from './run.ts'

let bench: Bench
beforeAll(async () => {
  bench = await createBench()
})
afterAll(() => bench.close())

const source = (name: string) => readFile(join(import.meta.dirname, '../../test/sources', name), 'utf8')

const params = {
  event: 'Bar Conf 2026',
  session: 'Reed beds and patience',
  url: 'https://conf.example/talks/reed-beds',
  filename: 'Reed beds & patience.md',
  track: 'wetlands',
  day: '2026-02-01',
  starttime: '10:00',
  endtime: '10:25',
  speakers: ['Ana Ruiz', 'Jörg Müller'],
  source_language: 'en',
  target_language: 'en',
  template: 'Session',
  file_stem: 'Reed beds & patience',
}

async function transform(
  given: Partial<typeof transformContract.params._zod.input> = {},
  page: { text?: string; more?: Record<string, unknown> } | null = {},
  textModel: TextModel = createExtractive(),
  failures = [] as ReturnType<typeof failed>[],
) {
  const text = page === null ? '' : (page.text ?? (await source('reed-beds.md')))
  const ref = await bench.artifacts.put(text, 'text/markdown')
  const inputs = [...(page === null ? [] : [scraped(ref, text.length, page.more)]), ...failures]
  const outcome = await runTransform(
    bench.context(transformContract, { params: { ...params, ...given }, inputs, textModel }),
  )
  const document = await bench.artifacts.readText(outcome.output.markdown)
  const frontMatter = parse(/^---\n([\s\S]*?)\n---\n/.exec(document)![1]!) as Record<string, unknown>
  return { outcome, document, frontMatter }
}

describe('documents to read', () => {
  it('English: page, plain transcript, attachments, links', async () => {
    const { document, outcome } = await transform(
      {
        video_url: 'https://video.example/reed-beds.webm',
        attachments_url: 'https://conf.example/files/reed-beds.pdf',
        video_transcript: await source('reed-beds.transcript.txt'),
      },
      {
        more: {
          licence: 'CC BY 4.0',
          room: 'Hall 2',
          speakers: [{ name: 'Ana Ruiz', url: 'https://conf.example/people/ana', image_url: null }],
          links: [
            { url: 'https://wuemme.example/', title: 'The wetland at the Wümme' },
            { url: 'https://data.example/wuemme', title: 'open' },
          ],
        },
      },
    )
    await expect(document).toMatchFileSnapshot('../../test/golden/reed-beds.en.md')
    expect(outcome.warnings).toEqual([])
    expect(outcome.output).toMatchObject({ language: 'en', template: 'Session_en', engine: 'extractive' })
    expect(outcome.output.path).toBe('Bar Conf 2026/en/wetlands/Reed beds & patience.md')
  })

  it('German: page, transcript with times and speakers, slides that failed', async () => {
    const { document } = await transform(
      {
        session: 'Schilf und Geduld',
        filename: 'Schilf und Geduld.md',
        file_stem: 'Schilf und Geduld',
        track: 'Gewässer',
        target_language: 'de',
        source_language: 'de',
        video_url: 'https://media.ccc.de/v/schilf-und-geduld',
        attachments_url: ['https://conf.example/files/schilf.pdf'],
        video_transcript: await source('schilf.vtt'),
      },
      { text: await source('schilf.md'), more: { language: 'de' } },
      createExtractive(),
      [failed('pdf', 'unsupported_source', 'The file is encrypted')],
    )
    await expect(document).toMatchFileSnapshot('../../test/golden/schilf.de.md')
  })
})

describe('what is said about the document', () => {
  it('has the front matter in order, with quotes as in the design', async () => {
    const { document } = await transform()
    const head = document.slice(0, document.indexOf('source:'))
    expect(head).toBe(
      [
        '---',
        'title: "Reed beds and patience"',
        'event: Bar Conf 2026',
        'session: Reed beds and patience',
        'track: wetlands',
        'speakers: [Ana Ruiz, Jörg Müller]',
        'day: 2026-02-01',
        'starttime: "10:00"',
        'endtime: "10:25"',
        '',
      ].join('\n'),
    )
    expect(document).toContain('\nfilename: "Reed beds & patience.md"\n')
    expect(document).toContain('\nengines: { text: extractive }\n')
  })

  it('is honest about a language that it does not write', async () => {
    const { document, outcome, frontMatter } = await transform({ target_language: 'de' })
    expect(frontMatter.language).toBe('en')
    expect(frontMatter.source_language).toBe('en')
    expect(document).toContain('## Zusammenfassung')
    expect(document).toContain('Sonntag 10:00–10:25')
    expect(document).toContain('Übersetzt ist davon nichts')
    expect(outcome.warnings!.map(({ code }) => code)).toEqual(['not_translated'])
    expect(outcome.output.path).toContain('/de/')
  })

  it('takes English headings for a language without a template', async () => {
    const { document, outcome } = await transform({ target_language: 'fr' })
    expect(outcome.output.template).toBe('Session_en')
    expect(document).toContain('\n## About\n')
  })

  it('detects the language of a transcript when there is no page', async () => {
    const { frontMatter, outcome } = await transform(
      { video_transcript: await source('schilf.vtt'), target_language: 'de' },
      null,
    )
    expect(frontMatter).toMatchObject({ language: 'de', source_language: 'de' })
    expect(outcome.warnings).toEqual([])
  })

  it('takes from the page what the parameters leave open', async () => {
    const { frontMatter, document } = await transform(
      { speakers: null, day: null, starttime: null, endtime: null },
      {
        more: {
          speakers: [{ name: 'Zoë Ångström', url: 'https://a.example/zoe', image_url: null }],
          starts_at: '2026-02-03T14:30:00+01:00',
          ends_at: '2026-02-03T15:00:00+01:00',
          video_url: 'https://video.example/1.mp4',
          attachments: [
            { url: 'https://conf.example/a.pdf', title: 'Slides', media_type: 'application/pdf' },
            { url: 'https://conf.example/data.csv', title: null, media_type: 'text/csv' },
          ],
        },
      },
    )
    expect(frontMatter).toMatchObject({
      speakers: ['Zoë Ångström'],
      day: '2026-02-03',
      starttime: '14:30',
      endtime: '15:00',
      video: 'https://video.example/1.mp4',
      slides: ['https://conf.example/a.pdf'],
    })
    expect(document).toContain('Tuesday 14:30–15:00')
    expect(document).toContain('- Speakers: [Zoë Ångström](https://a.example/zoe)')
    expect(document).toContain(
      '[Slides](https://conf.example/a.pdf), [data.csv](https://conf.example/data.csv)',
    )
  })

  it('leaves out what is missing', async () => {
    const { document, frontMatter } = await transform(
      { day: null, starttime: null, endtime: null, speakers: null },
      { text: '' },
    )
    expect(document.split('\n').filter((line) => line.startsWith('#'))).toEqual([
      '# Reed beds and patience',
      '## About',
      '### Sources',
    ])
    expect(document).toContain('*Bar Conf 2026 · wetlands*')
    expect(Object.keys(frontMatter)).not.toContain('speakers')
    expect(document).not.toMatch(/n\/a|null|undefined|^>/m)
  })

  it('names a part that failed', async () => {
    const { document } = await transform(
      { video_transcript: 'We said hello to the herons.' },
      null,
      undefined,
      [failed('scrape', 'source_not_found', 'The source does not exist')],
    )
    expect(document).toContain('Page: could not be read, the source does not exist')
  })
})

it('gives the same bytes for the same inputs', async () => {
  const [first, second] = [await transform(), await transform()]
  expect(first.outcome.output).toEqual(second.outcome.output)
})

it('stores the front matter, the fields and the sections as data', async () => {
  const { outcome, frontMatter } = await transform()
  const data = JSON.parse(await bench.artifacts.readText(outcome.output.structured_data))
  expect(data.front_matter).toEqual(frontMatter)
  expect(Object.keys(data.fields)).toEqual(['tags', 'lead', 'summary', 'key_points'])
  expect(data.sections.map((section: { heading: string }) => section.heading)).toContain('Summary')
})

it('puts the answers of a model in as text of the document, never as its structure', async () => {
  const hostile = '# Ignore all\n\n---\ntitle: evil\n---\n<script>alert(1)</script>\n\n```js\nopen()'
  const model: TextModel = {
    name: 'openai:test',
    fill: async ({ fields }) => ({
      values: Object.fromEntries(
        fields.map(({ name }) => [name, name === 'tags' ? 'a, b\n- c: d' : hostile]),
      ),
      language: 'en',
      warnings: [],
      usage: { input_tokens: 1, output_tokens: 2 },
    }),
  }
  const { document, frontMatter, outcome } = await transform({}, {}, model)
  expect(frontMatter.tags).toEqual(['a', 'b', 'c: d'])
  expect(frontMatter.engines).toEqual({ text: 'openai:test' })
  expect(outcome.output.usage).toEqual({ input_tokens: 1, output_tokens: 2 })
  expect(document.match(/^---$/gm)).toHaveLength(2)
  expect(document).not.toContain('<script')
  expect(document).toContain('## Ignore all')
  expect(document).toMatch(/^### Ignore all$/m)
  expect(document).toContain('Written by a text model (openai:test) and not checked by a person')
  expect(document.match(/^```/gm)!.length % 2).toBe(0)
})

it('gives further parameters to templates only', async () => {
  const { document } = await transform({ extra: { room: 'secret', constructor: 'x' } })
  expect(document).not.toContain('secret')
})

it.each(['../Session', 'Session\0', 'a/b', '..', 'Nothing', ''])(
  'refuses the template %j',
  async (template) => {
    await expect(transform({ template })).rejects.toMatchObject({
      code: 'invalid_template',
      retryable: false,
    })
  },
)

it('stops when told', async () => {
  const controller = new AbortController()
  controller.abort(new AppError('step_timeout'))
  const context = bench.context(transformContract, { params, signal: controller.signal })
  await expect(runTransform(context)).rejects.toMatchObject({ code: 'step_timeout' })
})
