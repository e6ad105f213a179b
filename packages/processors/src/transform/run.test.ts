import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createExtractive } from '@async-events/ai'
import { AppError, indexMediaType, type ResultFile, type StepInput, type TextModel } from '@async-events/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { type Bench, createBench, failed, scraped, silentModel, skipped } from '../../test/create-bench.ts'
import { designs, drawCamera, drawSlide } from '../../test/draw-slide.ts'
import { filmed, heard, scenesShown, slidesRead, slidesShown } from '../../test/talk-inputs.ts'
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

const video = 'https://video.example/reed-beds.webm'

async function transform(
  given: Partial<typeof transformContract.params._zod.input> = {},
  page: { text?: string; more?: Record<string, unknown> } | null = {},
  textModel: TextModel = createExtractive(),
  more: StepInput[] = [],
) {
  const text = page === null ? '' : (page.text ?? (await source('reed-beds.md')))
  const ref = await bench.artifacts.put(text, 'text/markdown')
  const inputs = [...(page === null ? [] : [scraped(ref, text.length, page.more)]), ...more]
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
      [failed('pdf', 'pdf_encrypted', 'The PDF needs a password')],
    )
    await expect(document).toMatchFileSnapshot('../../test/golden/schilf.de.md')
  })

  it('English: slides with times, speech in chapters, links of the slides', async () => {
    const more = await wholeTalk()
    const { document, outcome } = await transform(
      {
        video_url: 'https://video.example/reed-beds.webm',
        attachments_url: 'https://conf.example/files/reed-beds.pdf',
      },
      { more: { licence: 'CC BY 4.0' } },
      createExtractive(),
      more,
    )
    await expect(document).toMatchFileSnapshot('../../test/golden/reed-beds-media.en.md')
    const assets = JSON.parse(await bench.artifacts.readText(outcome.output.assets)) as ResultFile[]
    expect(assets.map(({ path }) => path)).toEqual(
      ['001', '002', '004', '005'].map(
        (number) => `Bar Conf 2026/assets/Reed beds & patience/slide-${number}.png`,
      ),
    )
  })

  it('French: pictures of the recording, scanned slides, parts that could not be had', async () => {
    const pages = [
      {
        title: 'Les roseaux',
        text: 'Les roseaux\nUne eau claire en cinq jours',
        ocr: true,
        drawing: drawSlide(31),
      },
      { title: null, text: '', drawing: drawSlide(32) },
    ]
    const file = await slidesRead(bench.artifacts, pages, {
      url: 'https://conf.example/a.pdf',
      title: 'Roselières (diapositives)',
    })
    const { document, outcome } = await transform(
      {
        session: 'Roselières et patience',
        filename: 'Roselières.md',
        file_stem: 'Roselières',
        track: 'Zones humides',
        source_language: 'fr',
        target_language: 'fr',
        video_url: 'https://www.youtube.com/watch?v=abcdefghijk',
        attachments_url: ['https://conf.example/a.pdf', 'https://conf.example/b.pdf'],
      },
      { text: await source('roseaux.md'), more: { language: 'fr' } },
      createExtractive(),
      [
        await filmed(bench.artifacts, [
          { time: 0, drawing: drawCamera(1) },
          { time: 12, drawing: drawSlide(31) },
        ]),
        skipped('audio', 'language_not_supported'),
        file,
        await slidesShown(bench.artifacts, file, [[1, 12, 90]]),
        failed('pdf', 'pdf_encrypted', 'The PDF needs a password'),
      ],
    )
    await expect(document).toMatchFileSnapshot('../../test/golden/roseaux.fr.md')
    expect(outcome.output).toMatchObject({ language: 'fr', template: 'Session_fr' })
  })
})

/** A video of five slides, the speaker between, whose words somebody heard. */
async function wholeTalk(): Promise<StepInput[]> {
  const draw = (seed: number) => drawSlide(seed, designs.bar)
  const pages = [
    {
      title: 'Reed beds and patience',
      text: 'Reed beds and patience\nAna Ruiz, Jörg Müller\nBar Conf 2026',
      drawing: draw(1),
    },
    {
      title: 'Clean water',
      text: 'Clean water\n• in at the top, dirty\n• out five days later,\nclean enough to swim in\n2 / 5',
      drawing: draw(2),
    },
    { title: 'Who works?', text: 'Who works?\n• not the reed\n3 / 5', drawing: draw(3) },
    {
      title: 'Who works?',
      text: 'Who works?\n• not the reed\n• bacteria on the roots\n4 / 5',
      drawing: draw(3),
      links: ['https://wuemme.example/bacteria', 'https://data.example/wuemme'],
    },
    {
      title: null,
      text: '',
      drawing: draw(5),
      links: ['https://wuemme.example/bacteria', 'mailto:ana@conf.example'],
    },
  ]
  const said: [number, number, string][] = [
    [1, 6.5, 'Good morning, I am Ana, and this is Jörg.'],
    [6.5, 12, 'We look after a wetland.'],
    [13, 19, 'So let us start with what a reed bed does.'],
    [
      19,
      28,
      'Water comes in at the top, dirty, and it leaves at the bottom five days later, clean enough to swim in.',
    ],
    [31, 37, 'The reed itself cleans very little.'],
    [37, 44, 'It is the bacteria on the roots which do the work,'],
    [44, 49, 'and the reed keeps them alive with oxygen.'],
    [
      52,
      58,
      'If you take one thing home, take this: a reed bed is a living thing, and it keeps its own calendar.',
    ],
    [60, 66, 'Plan for five years. Thank you.'],
  ]
  const file = await slidesRead(bench.artifacts, pages)
  return [
    await filmed(
      bench.artifacts,
      [
        { time: 0, drawing: draw(1) },
        { time: 12.4, drawing: draw(2) },
        { time: 29.8, drawing: draw(3) },
        { time: 50, drawing: drawCamera(7) },
        { time: 59, drawing: draw(5) },
        { time: 64, drawing: draw(2) },
      ],
      {
        duration: 70.2,
        chapters: [
          { start: 0, title: 'Welcome' },
          { start: 30, title: 'What works, and who' },
        ],
      },
    ),
    await heard(
      bench.artifacts,
      said.map(([start, end, text]) => ({ start, end, text, speaker: null })),
      { engine: 'openai:whisper-1', duration: 70.2 },
    ),
    file,
    await slidesShown(bench.artifacts, file, [
      [1, 0, 12.4],
      [2, 12.4, 29.8],
      [4, 29.8, 50],
      [5, 59, 64],
      [2, 64, 70.2],
    ]),
  ]
}

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
    const { document, outcome } = await transform({ target_language: 'nl' })
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
    expect(document).toContain('Page: could not be read, there is nothing at the address')
  })
})

it('gives the same bytes for the same inputs', async () => {
  const again = async () => transform({ video_url: video }, {}, createExtractive(), await wholeTalk())
  const [first, second] = [await again(), await again()]
  expect(first.outcome.output).toEqual(second.outcome.output)
})

describe('recordings and slides', () => {
  it('say how many names were mended', async () => {
    const mended = { count: 1, places: [{ time: 3, heard: 'Ann More', written: 'Ann Moor' }] }
    const inputs = (await wholeTalk()).map((input) =>
      input.processor === 'audio' ? { ...input, output: { ...Object(input.output), mended } } : input,
    )
    const { document, outcome } = await transform({ video_url: video }, {}, createExtractive(), inputs)
    expect(document).toContain('words may be wrong. Names mended after page, slides and vocabulary: 1.*')
    const data = JSON.parse(await bench.artifacts.readText(outcome.output.structured_data))
    expect(data.transcript.mended).toEqual(mended)
  })

  it('say what they are as data, too', async () => {
    const { outcome } = await transform({ video_url: video }, {}, createExtractive(), await wholeTalk())
    const data = JSON.parse(await bench.artifacts.readText(outcome.output.structured_data))
    expect(data.slides[1]).toEqual({
      number: 2,
      source: 'https://conf.example/files/reed-beds.pdf',
      title: 'Clean water',
      ocr: false,
      times: [
        { start: 12.4, end: 29.8 },
        { start: 64, end: 70.2 },
      ],
      picture: 'Bar Conf 2026/assets/Reed beds & patience/slide-002.png',
    })
    expect(data.transcript).toEqual({
      engine: 'openai:whisper-1',
      language: 'en',
      words: 97,
      has_times: true,
    })
    expect(data.recording).toMatchObject({
      kind: 'video',
      duration: 70.2,
      chapters: [{ title: 'Welcome' }, {}],
    })
  })

  it('give the text model page, slides and speech, in this order', async () => {
    let seen = ''
    const model: TextModel = {
      name: 'openai:test',
      fill: async ({ source: { text }, sourceLanguage }) => {
        seen = text
        return { values: {}, evidence: {}, gists: [], language: sourceLanguage, warnings: [], usage: null }
      },
    }
    await transform(
      { video_url: video },
      { text: 'What the page says.' },
      model,
      (await wholeTalk()).reverse(),
    )
    expect(seen).toMatch(
      /^What the page says\.\n\n~~~ slides\n## Reed beds and patience\n- Ana Ruiz[\s\S]*\n- bacteria on the roots\n~~~\n\nGood morning/,
    )
    expect(seen).toMatch(/Thank you\.$/)
  })

  describe('with a transcript that was corrected by hand', () => {
    const segments = [
      { start: 0, end: 4, text: 'Good evening from the reed beds.', speaker: 'Ana Ruiz' },
      { start: 4, end: 8, text: 'We speak of patience.', speaker: 'Jörg Müller', words: [[4, 5, 'We']] },
    ]
    const correction = async (language: string | null = 'en') => ({
      segments: await bench.artifacts.put(`${JSON.stringify(segments)}\n`, 'application/json'),
      language,
      doubts: [{ code: 'frame_rate_assumed', message: 'Something was assumed' }],
    })

    it('it takes the place of what was heard, in the document and in its files', async () => {
      const given = await correction()
      const { document, frontMatter, outcome } = await transform(
        { video_url: video, correction: given },
        {},
        createExtractive(),
        await wholeTalk(),
      )
      expect(document).toContain('*Corrected by hand.*')
      expect(document).toContain('**Ana Ruiz:** Good evening from the reed beds.')
      expect(document).not.toMatch(/Good morning|Heard by a program|heard by a program/)
      expect(frontMatter.engines).toMatchObject({ transcript: 'corrected' })
      expect(outcome.warnings).toContainEqual({
        code: 'frame_rate_assumed',
        message: 'Something was assumed',
      })
      const { transcript, structured_data } = outcome.output
      expect(transcript).toMatchObject({ engine: 'corrected', language: 'en', words: 10 + 4 })
      // As it was sent, with the times of its words.
      expect(transcript?.segments).toEqual(given.segments)
      expect(await bench.artifacts.readText(transcript!.vtt)).toContain(
        '00:00:00.000 --> 00:00:04.000\n<v Ana Ruiz>Good evening from the reed beds.\n',
      )
      expect(JSON.parse(await bench.artifacts.readText(structured_data)).transcript).toMatchObject({
        engine: 'corrected',
        has_times: true,
      })
    })

    it('it comes before a transcript that the job gives', async () => {
      const given = { correction: await correction(), video_transcript: 'These are other words.' }
      const { document } = await transform(given)
      expect(document).toContain('Good evening')
      expect(document).not.toContain('other words')
    })

    it('nothing is missed where nothing could be heard', async () => {
      const audio = skipped('audio', 'not_configured')
      const missing = await transform({ video_url: video }, {}, silentModel, [audio])
      expect(missing.document).toContain('no speech recogniser is set up')
      const { document } = await transform(
        { video_url: video, correction: await correction() },
        {},
        silentModel,
        [audio],
      )
      expect(document).not.toContain('no speech recogniser is set up')
    })

    it.each([
      ['de', 'Von Hand korrigiert.'],
      ['fr', 'Transcription corrigée à la main.'],
      ['es', 'Transcripción corregida a mano.'],
      ['it', 'Trascrizione corretta a mano.'],
    ])('the document says so in %s', async (target_language, words) => {
      const { document } = await transform(
        { target_language, correction: await correction() },
        null,
        silentModel,
      )
      expect(document).toContain(`*${words}*`)
    })

    it('its language is stated, else detected, else that of what was heard', async () => {
      const german = ['Guten Abend aus dem Schilf.', 'Wir sprechen heute über Geduld und Wasser.'].map(
        (text, at) => ({
          start: at,
          end: at + 1,
          text,
          speaker: null,
        }),
      )
      const ref = await bench.artifacts.put(JSON.stringify(german), 'application/json')
      const languageOf = async (language: string | null) =>
        (
          await transform(
            { correction: { segments: ref, language, doubts: [] } },
            null,
            silentModel,
            await wholeTalk(),
          )
        ).outcome.output.transcript?.language
      expect([await languageOf(null), await languageOf('fr-CH')]).toEqual(['de', 'fr'])
    })
  })

  it('a transcript with times that the job gives has files, too; one without has none', async () => {
    const { outcome } = await transform({ video_transcript: await source('schilf.vtt') })
    expect(outcome.output.transcript).toMatchObject({ engine: 'given' })
    const vtt = await bench.artifacts.readText(outcome.output.transcript!.vtt)
    expect(vtt).toMatch(/^WEBVTT\n\n00:00:/)
    const plain = await transform({ video_transcript: 'We said hello to the herons.' })
    expect(plain.outcome.output.transcript).toBeNull()
  })

  it('are left where the job gives a transcript: its words win', async () => {
    const { document, frontMatter } = await transform(
      { video_url: video, video_transcript: 'These are other words.' },
      {},
      createExtractive(),
      await wholeTalk(),
    )
    expect(document).toContain('\n## Transcript\n\nThese are other words.\n')
    expect(document).not.toContain('Good morning')
    expect(frontMatter.engines).toEqual({ text: 'extractive' })
  })

  it('show a picture of the recording where there are no slides', async () => {
    const film = Array.from({ length: 24 }, (_, index) => ({ time: 2 * index, drawing: drawCamera(index) }))
    const inputs = [await filmed(bench.artifacts, film)]
    const { document, outcome } = await transform({ video_url: video }, {}, createExtractive(), inputs)
    expect(document).not.toContain('## Slides')
    expect(document).toContain(
      '](../../assets/Reed%20beds%20%26%20patience/poster.png)](https://video.example/reed-beds.webm)',
    )
    const assets = JSON.parse(await bench.artifacts.readText(outcome.output.assets)) as ResultFile[]
    expect(assets.map(({ path }) => path)).toEqual(['Bar Conf 2026/assets/Reed beds & patience/poster.png'])
    expect(outcome.output.assets.media_type).toBe(indexMediaType)
  })

  it('show pictures of the recording as slides where there is no file', async () => {
    const frames = [0, 20, 40].map((time) => ({ time, drawing: drawSlide(time) }))
    const inputs = [
      await filmed(bench.artifacts, frames, { duration: 3_700 }),
      await scenesShown(
        bench.artifacts,
        frames.map(({ time, drawing }) => ({ drawing, spans: [{ start: time, end: time + 20 }] })),
      ),
    ]
    const { document } = await transform({ video_url: video }, {}, createExtractive(), inputs)
    expect(document).toContain(
      [
        '### Slide at 0:20',
        '![Slide at 0:20](../../assets/Reed%20beds%20%26%20patience/slide-002.png)',
        '[0:20–0:40](https://video.example/reed-beds.webm#t=20)',
        '### Slide at 0:40',
      ].join('\n\n'),
    )
    expect(document).toContain('(1:01:40)')
  })

  it('lead to no recording that is not there', async () => {
    const gone = [failed('video', 'source_not_found', 'The source does not exist')]
    const { document } = await transform({ video_url: video }, {}, createExtractive(), gone)
    expect(document).not.toContain('Watch the recording')
    expect(document).toContain('Video: could not be read, there is nothing at the address')
    const unread = [failed('video', 'tool_missing', 'The program yt-dlp is not installed')]
    expect((await transform({ video_url: video }, {}, createExtractive(), unread)).document).toContain(
      'Watch the recording',
    )
  })

  it('of captions and of silence are called so', async () => {
    const segments = [{ start: 0, end: 3, text: 'We look after a wetland.', speaker: null }]
    const captions = [await heard(bench.artifacts, segments, { engine: 'captions' })]
    const { document, frontMatter } = await transform({}, {}, createExtractive(), captions)
    expect(document).toContain('*From the captions of the recording.*')
    expect(document).not.toContain('was heard by')
    expect(frontMatter.engines).toEqual({ text: 'extractive', transcript: 'captions' })
    const silence = await transform({}, {}, createExtractive(), [await heard(bench.artifacts, [])])
    expect(silence.document).toContain('Transcript: no speech was found in the recording')
    expect(silence.document).not.toContain('## Transcript')
    expect(silence.frontMatter.engines).toEqual({ text: 'extractive' })
  })

  it('T01: the text of a page is read up to 4 MiB, and left out with a warning beyond', async () => {
    const most = 'a b c d e f\n\n'.repeat(400_000).slice(0, 4 * 1024 * 1024 - 1)
    const read = await transform({}, { text: `${most}x` }, silentModel)
    expect(read.document.length).toBeGreaterThan(most.length)
    expect(read.outcome.warnings).toEqual([])
    const left = await transform({}, { text: `${most}xy` }, silentModel)
    expect(left.document.length).toBeLessThan(10_000)
    expect(left.outcome.warnings!.map(({ code }) => code)).toEqual(['source_cut'])
  })

  it('too large to be read are left out, with a warning', async () => {
    const index = await bench.artifacts.put('x'.repeat(33 * 1024 * 1024), 'application/json')
    const inputs = [await slidesRead(bench.artifacts, [], { index })]
    const { document, outcome } = await transform({}, {}, createExtractive(), inputs)
    expect(document).not.toContain('## Slides')
    expect(outcome.warnings!.map(({ code }) => code)).toEqual(['source_cut'])
  })
})

describe('templates of the installation', () => {
  let templatesDir: string
  beforeAll(async () => {
    templatesDir = await mkdtemp(join(tmpdir(), 'templates-'))
    await writeFile(
      join(templatesDir, 'Session_en.md'),
      '# {{session}}\n\n{{duration}}\n\n{videoplayer}\n\n{{chapters}}\n\n{{slides_text}}\n',
    )
  })
  afterAll(() => rm(templatesDir, { recursive: true }))

  it('are taken first, and only what they show is kept', async () => {
    const inputs = await wholeTalk()
    const context = bench.context(transformContract, { params: { ...params, video_url: video }, inputs })
    const { output } = await runTransform({ ...context, templatesDir } as typeof context)
    const assets = JSON.parse(await bench.artifacts.readText(output.assets)) as ResultFile[]
    expect(assets.map(({ path }) => path.split('/').at(-1))).toEqual(['slide-001.png'])
    const structured = JSON.parse(await bench.artifacts.readText(output.structured_data))
    expect(
      structured.slides.map(({ picture }: { picture: string | null }) => picture?.slice(-7) ?? null),
    ).toEqual(['001.png', null, null, null])
    expect(await bench.artifacts.readText(output.markdown)).toContain(
      [
        '1:10',
        '[![Watch: Reed beds and patience](../../assets/Reed%20beds%20%26%20patience/slide-001.png)](https://video.example/reed-beds.webm)',
        '[Watch the recording](https://video.example/reed-beds.webm) (1:10)',
        '- [0:00](https://video.example/reed-beds.webm#t=0) Welcome\n- [0:30](https://video.example/reed-beds.webm#t=30) What works, and who',
        '**Reed beds and patience**',
        '- Ana Ruiz, Jörg Müller\n- Bar Conf 2026',
        '**Clean water**',
      ].join('\n\n'),
    )
  })

  it('decide the fingerprint of the step', async () => {
    const context = bench.context(transformContract, { params })
    const builtIn = await runTransform.fingerprint!(context)
    expect(builtIn).toMatch(/^[0-9a-f]{64}$/)
    expect(await runTransform.fingerprint!({ ...context, templatesDir } as typeof context)).not.toBe(builtIn)
    const german = bench.context(transformContract, { params: { ...params, target_language: 'de' } })
    expect(await runTransform.fingerprint!(german)).not.toBe(builtIn)
    const unknown = bench.context(transformContract, { params: { ...params, template: 'Lecture' } })
    await expect(runTransform.fingerprint!(unknown)).rejects.toMatchObject({ code: 'invalid_template' })
  })
})

it('stores the front matter, the fields and the sections as data', async () => {
  const { outcome, frontMatter } = await transform()
  const data = JSON.parse(await bench.artifacts.readText(outcome.output.structured_data))
  expect(data.front_matter).toEqual(frontMatter)
  expect(Object.keys(data.fields)).toEqual(['tags', 'lead', 'summary', 'key_points'])
  expect(data.sections.map((section: { heading: string }) => section.heading)).toContain('Summary')
})

it('T02: puts the answers of a model in as text of the document, never as its structure', async () => {
  const hostile = '# Ignore all\n\n---\ntitle: evil\n---\n<script>alert(1)</script>\n\n```js\nopen()'
  const model: TextModel = {
    name: 'openai:test',
    fill: async ({ fields }) => ({
      values: Object.fromEntries(
        fields.map(({ name }) => [name, name === 'tags' ? 'a, b\n- c: d' : hostile]),
      ),
      language: 'en',
      warnings: [],
      evidence: {},
      gists: [],
      usage: { input_tokens: 1, output_tokens: 2 },
    }),
  }
  const { document, frontMatter, outcome } = await transform({}, {}, model)
  // As Obsidian takes them
  expect(frontMatter.tags).toEqual(['a', 'b', 'c-d'])
  expect(frontMatter.engines).toEqual({ text: 'openai:test' })
  expect(outcome.output.usage).toEqual({ input_tokens: 1, output_tokens: 2 })
  expect(document.match(/^---$/gm)).toHaveLength(2)
  expect(document).not.toContain('<script')
  expect(document).toContain('## Ignore all')
  expect(document).toMatch(/^### Ignore all$/m)
  expect(document).toContain('Written by a text model (openai:test) and not checked by a person')
  expect(document.match(/^```/gm)!.length % 2).toBe(0)
})

it('T02: names the offline engine where nothing of what a model wrote is there', async () => {
  const model = (quoted: readonly string[]): TextModel => ({
    name: 'openai:test',
    fill: async (request) => ({ ...(await createExtractive().fill(request)), quoted }),
  })
  const page = 'Reed beds clean the water of a village. Herons come back after three winters.'
  const all = await transform({}, { text: page }, model(['tags', 'lead', 'summary', 'key_points']))
  expect(all.frontMatter.engines).toEqual({ text: 'extractive' })
  expect(all.document).not.toContain('openai:test')
  const some = await transform({}, { text: page }, model(['lead']))
  expect(some.frontMatter.engines).toEqual({ text: 'openai:test' })
  expect(some.document).toMatch(/Written by a text model \(openai:test\).*program \(extractive\).*lead/)
})

describe('translation of the document', () => {
  const page =
    'Reed beds clean the water of a village. Run `npm start`.\n\n- See [the beds](https://a.example/x).'
  const known = new Map([
    [
      'Reed beds clean the water of a village. Run ⟦1⟧.',
      'Schilfbeete reinigen das Wasser eines Dorfes. ⟦1⟧ starten.',
    ],
    ['See [the beds⟦1⟧.', 'Siehe [die Beete⟦1⟧.'],
  ])
  const translating: TextModel = {
    ...silentModel,
    name: 'openai:test',
    translate: async ({ segments }) => ({
      segments: segments.map((text) => known.get(text) ?? null),
      usage: { input_tokens: 7, output_tokens: 3, requests: 1 },
    }),
  }
  const german = { target_language: 'de', template: 'Session' }

  it('writes page and slides in the target language, says so, and counts what it took', async () => {
    const { document, outcome } = await transform(
      { ...german, translate: 'document' },
      { text: page },
      translating,
    )
    expect(document).toContain('Schilfbeete reinigen das Wasser eines Dorfes. `npm start` starten.')
    expect(document).toContain('- Siehe [die Beete](https://a.example/x).')
    expect(document).toContain('Seite und Folien hat ein Sprachmodell (openai:test) übersetzt')
    expect(outcome.output.usage).toMatchObject({ input_tokens: 7 })
  })

  it('is for those who ask for it', async () => {
    const { document } = await transform(german, { text: page }, translating)
    expect(document).toContain('Reed beds clean the water')
  })

  it('is not there without an engine that translates, with a warning', async () => {
    const { document, outcome } = await transform({ ...german, translate: 'all' }, { text: page })
    expect(document).toContain('Reed beds clean the water')
    expect(outcome.warnings?.map(({ code }) => code)).toContain('not_translated')
  })
})

it('gives further parameters to templates only', async () => {
  const { document } = await transform({ extra: { room: 'secret', constructor: 'x' } })
  expect(document).not.toContain('secret')
})

it.each(['../Session', 'Session\0', 'a/b', '..', 'Nothing', ''])(
  'T01: refuses the template %j',
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

describe('facts of the page', () => {
  const stated = {
    title: 'Reed beds and patience',
    talk_language: 'nl',
    speakers: [
      { name: 'Ann Moor', url: 'https://ann.example/', image_url: null },
      { name: 'Rob Dyke', url: null, image_url: null },
    ],
    event: 'Wetland Days',
    track: 'Water',
    room: 'Barn',
    starts_at: '2026-02-14T11:30:00+01:00',
    ends_at: '2026-02-14T12:15:00+01:00',
    duration: 45,
    licence: 'https://creativecommons.org/licenses/by/4.0/',
    keywords: ['reed bed', 'slow water'],
    video_url: 'https://video.example/barn.webm',
    attachments: [{ url: 'https://conf.example/barn.pdf', title: 'Slides', media_type: 'application/pdf' }],
    fact_sources: {
      room: 'label',
      track: 'markup',
      startsAt: 'json-ld',
      speakers: 'json-ld',
      duration: 'text',
    },
  }
  const nothing = {
    event: 'Documents',
    track: 'General',
    day: null,
    starttime: null,
    endtime: null,
    speakers: null,
  }

  it.each([
    ['en', 'Saturday 11:30–12:15', '45 minutes', 'Dutch'],
    ['de', 'Samstag 11:30–12:15', '45 Minuten', 'Niederländisch'],
    ['fr', 'samedi 11:30–12:15', '45 minutes', 'néerlandais'],
    ['es', 'sábado 11:30–12:15', '45 minutos', 'neerlandés'],
    ['it', 'sabato 11:30–12:15', '45 minuti', 'olandese'],
  ])('all appear in the document: %s', async (target_language, when, duration, language) => {
    const { document, frontMatter } = await transform({ ...nothing, target_language }, { more: stated })
    expect(document).toContain(`*Ann Moor, Rob Dyke · Wetland Days · Water · ${when} · Barn*`)
    const about = document.slice(document.indexOf('conf.example/talks/reed-beds]'))
    for (const line of [
      `: ${duration}\n`,
      `: ${language}\n`,
      ': Barn\n',
      '(https://creativecommons.org/licenses/by/4.0/)',
      'reed bed, slow water',
      '[Ann Moor](https://ann.example/)',
      '(https://video.example/barn.webm)',
      '(https://conf.example/barn.pdf)',
    ])
      expect(about).toContain(line)
    expect(frontMatter).toMatchObject({ event: 'Wetland Days', track: 'Water', day: '2026-02-14' })
    expect((frontMatter.tags as string[]).slice(0, 2)).toEqual(['reed-bed', 'slow-water'])
  })

  it('show a weekday and times without a date', async () => {
    const more = { day: 'Saturday', starttime: '15:35', endtime: '16:00', fact_sources: { day: 'label' } }
    const { document, frontMatter } = await transform({ ...nothing, target_language: 'de' }, { more })
    expect(document).toContain('Samstag 15:35–16:00')
    expect(frontMatter).toMatchObject({ day: 'Saturday', starttime: '15:35' })
  })

  it('give way to what the job says', async () => {
    const { document, frontMatter } = await transform({}, { more: stated })
    expect(document).toContain(
      '*Ana Ruiz, Jörg Müller · Bar Conf 2026 · wetlands · Sunday 10:00–10:25 · Barn*',
    )
    expect(frontMatter).toMatchObject({ event: 'Bar Conf 2026', track: 'wetlands', day: '2026-02-01' })
  })

  it('have their sources in the data', async () => {
    const read = async (given: Record<string, unknown>) => {
      const { outcome } = await transform(given, { more: stated })
      const data = JSON.parse(await bench.artifacts.readText(outcome.output.structured_data))
      return data.facts as Record<string, { value: unknown; source: string }>
    }
    expect(await read(nothing)).toMatchObject({
      event: { value: 'Wetland Days', source: 'page' },
      track: { value: 'Water', source: 'markup' },
      room: { value: 'Barn', source: 'label' },
      day: { value: '2026-02-14', source: 'json-ld' },
      starttime: { value: '11:30', source: 'json-ld' },
      duration: { value: 45, source: 'text' },
      speakers: { value: ['Ann Moor', 'Rob Dyke'], source: 'json-ld' },
      session: { value: 'Reed beds and patience', source: 'parameter' },
    })
    expect(await read({ video_url: 'https://video.example/own.webm' })).toMatchObject({
      event: { value: 'Bar Conf 2026', source: 'parameter' },
      track: { value: 'wetlands', source: 'parameter' },
      day: { value: '2026-02-01', source: 'parameter' },
      speakers: { source: 'parameter' },
      video: { value: 'https://video.example/own.webm', source: 'parameter' },
      attachments: { value: ['https://conf.example/barn.pdf'], source: 'page' },
    })
  })

  it('leave no lines without a value', async () => {
    const { document } = await transform({})
    expect(document).not.toMatch(/Duration|Language:|Keywords|Room/)
  })
})
