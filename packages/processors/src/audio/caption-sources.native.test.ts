import type { Fetched, SafeFetch, SpeechSegment, StepInput, Transcriber } from '@async-events/core'
import { AppError, StepSkipped } from '@async-events/core'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { type Bench, completed, createBench, failed, skipped } from '../../test/create-bench.ts'
import { audioContract } from './contract.ts'
import { runAudio } from './run.ts'

let bench: Bench
beforeAll(async () => {
  bench = await createBench()
})
afterAll(() => bench.close())

const said = 'We began with two small rivers and a little money, and with nobody who wanted to dig.'
const heard = 'This is what an engine heard of it.'
const time = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(11, 23)
/** A line every five seconds. */
const vtt = (until: number, text = said): string =>
  [
    'WEBVTT\n',
    ...Array.from({ length: until / 5 }, (_, at) => `${time(at * 5)} --> ${time(at * 5 + 5)}\n${text}\n`),
  ].join('\n')

const served: Record<string, string | AppError> = {
  'https://v.example/good.vtt': vtt(100),
  'https://v.example/good.srt': vtt(100).replace('WEBVTT\n', '').replaceAll('.000', ',000'),
  'https://v.example/short.vtt': vtt(5),
  'https://v.example/german.vtt': vtt(
    100,
    'Wir begannen mit zwei kleinen Flüssen und wenig Geld und ohne Helfer.',
  ),
  'https://v.example/page.html': '<!doctype html><title>Captions</title><p>Log in --> here</p>',
  'https://v.example/busy.vtt': new AppError('source_unavailable', 'The server answered 503'),
}
const asked: string[] = []
const fetch: SafeFetch = async ({ url }): Promise<Fetched> => {
  asked.push(url)
  const answer = served[url] ?? new AppError('source_not_found', 'The server answered 404')
  if (answer instanceof AppError) throw answer
  const body = Buffer.from(answer)
  const headers = { 'content-type': 'text/vtt' }
  return { url, status: 200, headers, mediaType: 'text/vtt', charset: null, body, bytes: body.length }
}

const stored = async (text: string, more: Record<string, unknown> = {}) => ({
  url: 'https://v.example/stored.vtt',
  language: 'en',
  label: null,
  vtt: await bench.artifacts.put(text, 'text/vtt'),
  ...more,
})

const recorded = async (captions: unknown[] = [], more: Record<string, unknown> = {}): Promise<StepInput> =>
  completed('video', {
    url: 'https://v.example/talk.mp4',
    media_type: 'video/mp4',
    bytes: 1_000,
    kind: 'video',
    duration: 100,
    width: 640,
    height: 360,
    title: null,
    audio: null,
    transcribable: captions.length > 0,
    captions,
    chapters: [],
    index: null,
    frames: 0,
    ...more,
  })

async function run(
  params: Record<string, unknown>,
  video: StepInput,
  transcriber: Transcriber | null = null,
) {
  const outcome = await runAudio(
    bench.context(audioContract, { params, inputs: [video], fetch, transcriber }),
  )
  const { source, engine, language, text } = audioContract.result.parse(outcome.output)
  const warnings = outcome.warnings ?? []
  return {
    source,
    engine,
    language,
    warnings,
    codes: warnings.map(({ code }) => code),
    text: await bench.artifacts.readText(text),
  }
}

const gone = failed('video', 'source_not_found', 'The server answered 404')
const none = skipped('video', 'no_video')

describe('captions that the job names', () => {
  it.each([
    ['a recording that is gone', gone],
    ['no recording', none],
  ])('are the transcript of %s', async (_name, video) => {
    const { source, engine, codes, text } = await run({ captions_url: 'https://v.example/good.srt' }, video)
    expect({ engine, codes }).toEqual({ engine: 'captions', codes: [] })
    expect(text).toContain(said)
    expect(source).toMatchObject({
      kind: 'job',
      url: 'https://v.example/good.srt',
      generated: false,
      coverage: null,
      reason: 'named_by_job',
      passed_over: [],
    })
  })

  it('come before those of page and recording, each fetched once', async () => {
    asked.length = 0
    const captions_url = ['https://v.example/good.vtt', 'https://v.example/good.vtt']
    const video = await recorded([await stored(vtt(100), { kind: 'track', url: null })])
    const { source } = await run({ captions_url, captions: [await stored(vtt(100))] }, video)
    expect(source).toMatchObject({ kind: 'job', coverage: 1, language: 'en' })
    expect(source?.passed_over.map(({ kind, reason }) => [kind, reason])).toEqual([
      ['page', 'not_named_by_job'],
      ['track', 'not_named_by_job'],
    ])
    expect(asked).toEqual(['https://v.example/good.vtt'])
  })

  it('in another language are taken all the same, with a warning', async () => {
    const { source, codes, language } = await run({ captions_url: 'https://v.example/german.vtt' }, none)
    expect({ kind: source?.kind, codes, language }).toEqual({
      kind: 'job',
      codes: ['language_differs'],
      language: 'de',
    })
  })

  it.each([
    ['https://v.example/gone.vtt', 'source_not_found'],
    ['https://v.example/page.html', 'bad_response'],
    ['https://v.example/busy.vtt', 'source_unavailable'],
  ])('and cannot be read are a warning, and the next ones are taken: %s', async (url, code) => {
    const { source, warnings } = await run({ captions_url: url, captions: [await stored(vtt(100))] }, gone)
    expect(source).toMatchObject({
      kind: 'page',
      reason: 'best_captions',
      passed_over: [{ url, reason: 'not_read' }],
    })
    expect(warnings).toMatchObject([{ code: 'captions_not_read' }])
    expect(warnings[0]?.message).toContain(url)
    expect(warnings[0]?.message).toContain(code)
  })

  it('and cannot be read are the warning of a step that has nothing else', async () => {
    for (const [video, reason] of [
      [gone, 'input_failed'],
      [none, 'no_video'],
      [await recorded(), 'no_audio'],
    ] as const) {
      const thrown = await run({ captions_url: 'https://v.example/gone.vtt' }, video).catch(
        (reason) => reason,
      )
      expect(thrown).toBeInstanceOf(StepSkipped)
      expect(thrown).toMatchObject({ reason, warnings: [{ code: 'captions_not_read' }] })
    }
  })
})

test('captions of the page are the transcript of a recording that is gone', async () => {
  const { source, codes, text } = await run({ captions: [await stored(vtt(100))] }, gone)
  expect(source).toMatchObject({ kind: 'page', url: 'https://v.example/stored.vtt', reason: 'best_captions' })
  expect(codes).toEqual([])
  expect(text).toContain(said)
})

describe('N14: captions that hold nearly nothing', () => {
  const engine = (segments: SpeechSegment[]): Transcriber => ({
    name: 'scripted',
    languages: null,
    concurrency: 1,
    transcribe: async () => ({ segments, language: 'en' }),
  })
  /** Tones that no engine of this test listens to. */
  const audio = async () => {
    const { execFileSync } = await import('node:child_process')
    const made = execFileSync('ffmpeg', '-v error -f lavfi -i sine=330:d=20:r=16000 -f flac -'.split(' '))
    return await bench.artifacts.put(made, 'audio/flac')
  }

  it('do not stand for what an engine can hear', async () => {
    const video = await recorded([await stored(vtt(5), { kind: 'sidecar' })], { audio: await audio() })
    const { source, codes, text } = await run({}, video, engine([{ start: 0, end: 4, text: heard }]))
    expect(text).toContain(heard)
    expect(codes).toEqual([])
    expect(source).toMatchObject({
      kind: 'engine',
      reason: 'captions_not_fit',
      passed_over: [{ kind: 'sidecar', coverage: 0.05, reason: 'covers_little' }],
    })
  })

  it('give way to the next ones', async () => {
    const captions = [
      await stored(vtt(5), { label: 'Signs', kind: 'track', url: null }),
      await stored(
        vtt(100).toLowerCase().replace('webvtt', 'WEBVTT').replaceAll(',', '').replaceAll('dig.', 'dig'),
        {
          kind: 'site',
        },
      ),
      await stored(vtt(100, '[Music]'), { kind: 'track', url: null }),
    ]
    const { source, codes } = await run({}, await recorded(captions))
    expect(codes).toEqual([])
    expect(source).toMatchObject({ kind: 'site', generated: true, coverage: 1, reason: 'best_captions' })
    expect(source?.passed_over.map(({ reason }) => reason)).toEqual(['covers_little', 'no_speech'])
  })

  it.each([
    ['without an engine', () => null],
    ['where an engine hears nobody', () => engine([])],
  ])('are better than nothing, with a warning: %s', async (_name, transcriber) => {
    const video = await recorded([await stored(vtt(5))], { audio: await audio() })
    const { source, codes, text } = await run({}, video, transcriber())
    expect(text).toContain(said)
    expect(codes).toEqual(['captions_incomplete'])
    expect(source).toMatchObject({ kind: 'site', coverage: 0.05, reason: 'nothing_better' })
  })

  it('go on after the end of the recording: they may be those of another cut', async () => {
    const { codes } = await run({}, await recorded([await stored(vtt(300))]))
    expect(codes).toEqual(['captions_longer'])
  })

  it('of half of the talk are taken, and that is said', async () => {
    const { codes, source, warnings } = await run({}, await recorded([await stored(vtt(30))]))
    expect(codes).toEqual(['captions_incomplete'])
    expect(source).toMatchObject({ coverage: 0.3, reason: 'best_captions' })
    expect(warnings[0]?.message).toContain('30 %')
  })

  it('of a short talk in a long silence are all of it', async () => {
    const { execFileSync } = await import('node:child_process')
    const filter = "volume=volume='lt(t,10)':eval=frame"
    const args = `-v error -f lavfi -i sine=330:d=100:r=16000 -af ${filter} -f flac -`.split(' ')
    const quiet = await bench.artifacts.put(execFileSync('ffmpeg', args), 'audio/flac')
    const video = await recorded([await stored(vtt(10))], { audio: quiet })
    const { source, codes } = await run({}, video, engine([{ start: 0, end: 4, text: heard }]))
    expect(codes).toEqual([])
    expect(source).toMatchObject({ kind: 'site', reason: 'best_captions', coverage: expect.closeTo(1, 1) })
  })

  it('where the job names them, too', async () => {
    const params = { captions_url: 'https://v.example/short.vtt', captions: [await stored(vtt(100))] }
    const { source, codes } = await run(params, await recorded())
    expect(codes).toEqual(['captions_not_taken'])
    expect(source).toMatchObject({ kind: 'page', passed_over: [{ kind: 'job', reason: 'covers_little' }] })
  })
})
