import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TranscribeRequest } from '@async-events/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openAiServers } from '../../test/open-ai-servers.ts'
import { type Replies, transcription } from '../../test/openai-server.ts'
import { openAiTranscriberOf } from '../openai-transcriber-of.ts'
import { transcriptConfigSchema } from '../transcript-config.ts'
import { createOpenAiTranscriber } from './create-openai-transcriber.ts'
import { languageCode } from './language-code.ts'

const sound = Buffer.from(Array.from({ length: 100_000 }, (_, at) => (at * 7) % 256))
let folder: string
let file: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'transcriber-'))
  file = join(folder, 'any.flac')
  await writeFile(file, sound)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const servers = openAiServers()

async function start(replies: Replies) {
  const server = await servers.start(replies)
  const engine = createOpenAiTranscriber({
    baseUrl: server.url,
    apiKey: 'sk-test',
    model: 'whisper-1',
    timeoutMs: 5_000,
  })
  return (more: Partial<TranscribeRequest> = {}) =>
    engine.transcribe({
      file,
      durationSeconds: 10,
      language: 'en',
      prompt: null,
      signal: new AbortController().signal,
      ...more,
    })
}

const segments = [
  { start: 0, end: 3.5, text: ' Good morning.' },
  { start: 3.5, end: 9, text: ' Reed beds clean water.' },
]

/** Of the mean logarithm that the endpoint of the tests states, −0.286. */
const confidence = 0.751

describe('an endpoint with verbose answers', () => {
  it('gives segments with their times, and the language', async () => {
    const transcribe = await start([{ body: transcription(segments) }])
    expect(await transcribe()).toEqual({
      segments: [
        { start: 0, end: 3.5, text: 'Good morning.', confidence },
        { start: 3.5, end: 9, text: 'Reed beds clean water.', confidence },
      ],
      language: 'en',
    })
    const [seen] = servers.last.transcriptions
    expect(seen).toMatchObject({
      path: '/v1/audio/transcriptions',
      headers: { authorization: 'Bearer sk-test', accept: 'application/json' },
      body: {
        model: 'whisper-1',
        response_format: 'verbose_json',
        'timestamp_granularities[]': ['segment', 'word'],
        temperature: '0',
        language: 'en',
      },
    })
    expect(seen!.body.file.name).toBe('audio.flac')
    expect(seen!.body.file.type).toBe('audio/flac')
    expect(Buffer.from(await seen!.body.file.arrayBuffer()).equals(sound)).toBe(true)
  })

  it('is told no language that nobody knows', async () => {
    const transcribe = await start([{ body: transcription(segments, { language: 'german' }) }])
    expect((await transcribe({ language: null })).language).toBe('de')
    expect(servers.last.transcriptions[0]!.body.language).toBeUndefined()
  })

  it('is not believed beyond the end of the file, nor about what is empty', async () => {
    const transcribe = await start([
      {
        body: transcription([
          { start: 8, end: 14, text: 'the end' },
          { start: 2, end: 1, text: 'the begin' },
          { start: 3, end: 4, text: '  ' },
          { start: 12, end: 15, text: 'Thanks for watching!' },
        ]),
      },
    ])
    expect((await transcribe()).segments).toEqual([
      { start: 2, end: 2, text: 'the begin', confidence },
      { start: 8, end: 10, text: 'the end', confidence },
    ])
  })

  it('gives nothing for silence', async () => {
    const transcribe = await start([{ body: transcription([]) }])
    expect((await transcribe()).segments).toEqual([])
  })

  it.each([
    ['a segment without times', { segments: [{ text: 'a' }], text: 'a' }],
    ['a time that is text', { segments: [{ start: '0', end: '1', text: 'a' }], text: 'a' }],
    ['a negative time', { segments: [{ start: -1, end: 1, text: 'a' }], text: 'a' }],
    ['no text', { segments: [] }],
    ['null', null],
  ])('is not believed with %s', async (_, body) => {
    const transcribe = await start([{ body: JSON.stringify(body) }])
    await expect(transcribe()).rejects.toMatchObject({ code: 'transcript_invalid', retryable: true })
  })
})

describe('an endpoint without', () => {
  const refusal = {
    error: {
      message:
        "response_format 'verbose_json' is not compatible with model 'x'. Use 'json' or 'text' instead.",
      param: 'response_format',
    },
  }

  it('is asked for the text alone, and the next time at once', async () => {
    const transcribe = await start([
      { status: 400, body: refusal },
      { body: { text: 'Good morning.', usage: {} } },
      { body: { text: 'Again.' } },
    ])
    expect(await transcribe()).toEqual({
      segments: [{ start: 0, end: 10, text: 'Good morning.' }],
      language: null,
    })
    expect((await transcribe()).segments[0]!.text).toBe('Again.')
    const formats = servers.last.transcriptions.map(({ body }) => body.response_format)
    expect(formats).toEqual(['verbose_json', 'json', 'json'])
    expect(servers.last.transcriptions[1]!.body['timestamp_granularities[]']).toBeUndefined()
  })

  it.each([
    ['timestamp_granularities[]', "Unrecognized request argument: 'timestamp_granularities[]'"],
    ['language', 'Invalid language. Must be one of the supported languages.'],
  ] as const)('does without %s', async (field, message) => {
    const transcribe = await start([
      { status: 400, body: { error: { message } } },
      { body: transcription(segments) },
    ])
    expect((await transcribe()).segments).toHaveLength(2)
    expect(servers.last.transcriptions.map(({ body }) => body[field] !== undefined)).toEqual([true, false])
  })

  it.each([
    ['word times', "timestamp_granularities must be 'segment', 'word' is not supported", ['segment']],
    ['any of them', 'Unrecognized request argument supplied: timestamp_granularities[]', undefined],
  ])('is asked for the times that it knows, without %s', async (_, message, left) => {
    const transcribe = await start([
      { status: 400, body: { error: { message } } },
      { body: transcription(segments) },
      { body: transcription(segments) },
    ])
    await transcribe()
    await transcribe()
    const asked = servers.last.transcriptions.map(({ body }) => body['timestamp_granularities[]'])
    expect(asked).toEqual([['segment', 'word'], left, left])
  })

  it.each([
    ['temperature', { detail: [{ loc: ['body', 'temperature'], msg: 'Extra inputs are not permitted' }] }],
    ['prompt', { error: { message: 'Prompt is not supported for this model', param: 'prompt' } }],
  ] as const)('does without %s', async (field, problem) => {
    const transcribe = await start([
      { status: 422, body: problem },
      { body: transcription(segments) },
      { body: transcription(segments) },
    ])
    await transcribe({ prompt: 'Ada Lovelace.' })
    await transcribe({ prompt: 'Ada Lovelace.' })
    expect(servers.last.transcriptions.map(({ body }) => body[field] !== undefined)).toEqual([
      true,
      false,
      false,
    ])
    expect(servers.last.transcriptions[1]!.body['timestamp_granularities[]']).toEqual(['segment', 'word'])
  })

  it('knowledge of extra fields is asked for the plain ones', async () => {
    const transcribe = await start([
      { status: 400, body: { error: 'unknown parameter' } },
      { body: transcription(segments) },
    ])
    await transcribe({ prompt: 'Ada.' })
    const [, second] = servers.last.transcriptions
    expect(second!.body).toMatchObject({ response_format: 'verbose_json', language: 'en' })
    expect(second!.body).not.toHaveProperty('prompt')
    expect(second!.body).not.toHaveProperty('temperature')
    expect(second!.body['timestamp_granularities[]']).toEqual(['segment'])
  })

  it('what it refuses for one file alone is asked for the next', async () => {
    const transcribe = await start([
      { status: 400, body: { error: 'language and prompt are wrong, and the file is no audio' } },
      { status: 400, body: { error: 'the file is no audio' } },
      { body: transcription(segments) },
    ])
    await expect(transcribe({ prompt: 'Ada.' })).rejects.toMatchObject({ code: 'transcriber_refused' })
    await transcribe({ prompt: 'Ada.' })
    expect(servers.last.transcriptions[2]!.body).toMatchObject({ prompt: 'Ada.', language: 'en' })
  })

  it('is not asked for ever', async () => {
    const transcribe = await start(() => ({
      status: 400,
      body: 'timestamp_granularities, response_format and language are wrong',
    }))
    await expect(transcribe()).rejects.toMatchObject({ code: 'transcriber_refused' })
    expect(servers.last.transcriptions).toHaveLength(4)
  })
})

describe('an endpoint that separates speakers', () => {
  it('is asked in the format that it knows, and told how to cut', async () => {
    const diarized = {
      task: 'transcribe',
      duration: 10,
      text: 'Good morning. Hello.',
      segments: [
        {
          type: 'transcript.text.segment',
          id: 'seg_001',
          start: 0,
          end: 2,
          text: 'Good morning.',
          speaker: 'A',
        },
        { type: 'transcript.text.segment', id: 'seg_002', start: 2, end: 4, text: 'Hello.', speaker: 'B' },
      ],
    }
    const transcribe = await start([
      {
        status: 400,
        body: {
          error: {
            message:
              "response_format 'verbose_json' is not compatible with model 'x'. Use 'json', 'text' or 'diarized_json' instead.",
          },
        },
      },
      { status: 400, body: { error: { message: 'chunking_strategy is required for diarization models' } } },
      { body: diarized },
      { body: diarized },
    ])
    expect((await transcribe()).segments.map(({ speaker }) => speaker)).toEqual(['A', 'B'])
    await transcribe()
    const last = servers.last.transcriptions.at(-1)!.body
    expect(last).toMatchObject({ response_format: 'diarized_json', chunking_strategy: 'auto' })
    expect(last['timestamp_granularities[]']).toBeUndefined()
    expect(servers.last.transcriptions).toHaveLength(4)
  })
})

describe('an endpoint that takes a default language', () => {
  const nonsense = {
    ...transcription(segments),
    detected_language: 'german',
    detected_language_probability: 0.98,
  }
  const german = { ...transcription(segments, { language: 'german' }), detected_language: 'german' }

  it('is told to detect it, from then on at once', async () => {
    const transcribe = await start([{ body: nonsense }, { body: german }, { body: german }])
    expect((await transcribe({ language: null })).language).toBe('de')
    expect((await transcribe({ language: null })).language).toBe('de')
    expect(servers.last.transcriptions.map(({ body }) => body.language)).toEqual([undefined, 'auto', 'auto'])
  })

  it('is not asked again when it detects the same, or was told the language', async () => {
    const transcribe = await start([{ body: german }, { body: nonsense }])
    await transcribe({ language: null })
    await transcribe({ language: 'en' })
    expect(servers.last.transcriptions).toHaveLength(2)
  })

  it('is taken as it is when it insists', async () => {
    const transcribe = await start([{ body: nonsense }, { body: nonsense }])
    expect((await transcribe({ language: null })).language).toBe('en')
  })
})

it('a long prompt is cut to what Whisper reads', async () => {
  const transcribe = await start([{ body: transcription(segments) }])
  await transcribe({ prompt: `${'Lorem ipsum. '.repeat(300)}Ada Lovelace.` })
  const { prompt } = servers.last.transcriptions[0]!.body
  expect(prompt).toMatch(/Ada Lovelace\.$/)
  expect(prompt!.length).toBeLessThanOrEqual(800)
})

it('a wrong path says what may be wrong', async () => {
  const transcribe = await start([{ status: 404, body: 'File Not Found (/v1/audio/transcriptions)' }])
  await expect(transcribe()).rejects.toMatchObject({
    code: 'transcriber_refused',
    message: expect.stringContaining('TRANSCRIPT_BASE_URL'),
  })
})

it.each([
  ['english', 'en'],
  ['English', 'en'],
  ['en', 'en'],
  ['de-AT', 'de'],
  ['deu', 'de'],
  ['romanian', 'ro'],
  ['lao', 'lo'],
  ['tl', 'tl'],
  ['und', null],
  ['haitian creole', 'ht'],
  ['castilian', 'es'],
  ['nynorsk', 'nn'],
  ['norwegian', 'no'],
  ['tagalog', 'tl'],
  ['māori', 'mi'],
  ['maori', 'mi'],
  ['jw', 'jv'],
  ['hebrew', 'he'],
  ['cantonese', 'yue'],
  ['yue', 'yue'],
  ['xx', null],
  ['klingon speech', null],
  ['', null],
  [null, null],
])('the language %j is %j', (name, code) => {
  expect(languageCode(name)).toBe(code)
})

describe('the configuration', () => {
  const read = (env: Record<string, string>) => transcriptConfigSchema.safeParse(env)

  it('is auto unless told', () => {
    expect(read({}).data).toMatchObject({ TRANSCRIPT_ENGINE: 'auto', TRANSCRIPT_TIMEOUT: 600_000 })
  })

  it.each([
    ['http://127.0.0.1:8080', undefined, 1],
    ['http://whisper:8000/v1', undefined, 1],
    ['https://api.openai.com/v1', undefined, 4],
    ['http://127.0.0.1:8080', '3', 3],
    ['https://api.openai.com/v1', '16', 16],
  ])('sends %s, told %s, so many requests at a time: %s', (url, told, concurrency) => {
    const config = transcriptConfigSchema.parse({
      TRANSCRIPT_ENGINE: 'openai',
      TRANSCRIPT_MODEL: 'm',
      TRANSCRIPT_BASE_URL: url,
      TRANSCRIPT_CONCURRENCY: told,
    })
    expect(openAiTranscriberOf(config).concurrency).toBe(concurrency)
  })

  it.each(['0', '65', 'many', '1.5'])('wants no concurrency of %s', (value) => {
    expect(read({ TRANSCRIPT_CONCURRENCY: value }).success).toBe(false)
  })

  it('wants a model for openai', () => {
    expect(read({ TRANSCRIPT_ENGINE: 'openai' }).error?.issues[0]?.path).toEqual(['TRANSCRIPT_MODEL'])
    const config = transcriptConfigSchema.parse({ TRANSCRIPT_ENGINE: 'openai', TRANSCRIPT_MODEL: 'm' })
    expect(openAiTranscriberOf(config)).toMatchObject({ name: 'openai:m', languages: null })
  })

  it.each([
    ['its own key', { TRANSCRIPT_API_KEY: 'own' }, 'Bearer own'],
    ['the key of the text model on the same server', { OPENAI_BASE_URL: 'here' }, 'Bearer shared'],
    ['no key that was given for another server', {}, undefined],
  ])('sends %s', async (_, env: Record<string, string>, sent) => {
    const server = await servers.start([{ body: transcription(segments) }])
    const here = { ...env, ...(env.OPENAI_BASE_URL ? { OPENAI_BASE_URL: `${server.url}/text/v1` } : {}) }
    const engine = openAiTranscriberOf(
      transcriptConfigSchema.parse({
        TRANSCRIPT_ENGINE: 'openai',
        TRANSCRIPT_MODEL: 'm',
        TRANSCRIPT_BASE_URL: `${server.url}/v1`,
        OPENAI_API_KEY: 'shared',
        ...here,
      }),
    )
    await engine.transcribe({
      file,
      durationSeconds: 10,
      language: null,
      prompt: null,
      signal: new AbortController().signal,
    })
    expect(server.transcriptions[0]!.headers.authorization).toBe(sent)
  })
})
