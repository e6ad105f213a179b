import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openAiServers } from '../../test/open-ai-servers.ts'
import { completion, type Reply } from '../../test/openai-server.ts'
import { createOpenAi } from './create-openai.ts'
import { createOpenAiTranscriber } from './create-openai-transcriber.ts'
import type { Endpoint } from './endpoint.ts'

let folder: string
let file: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'engines-'))
  file = join(folder, 'sound.flac')
  await writeFile(file, Buffer.alloc(300_000, 7))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const servers = openAiServers()

const engines = [
  {
    name: 'text model',
    unavailable: 'model_unavailable',
    refused: 'model_refused',
    invalid: 'model_output_invalid',
    ask: (endpoint: Endpoint, signal: AbortSignal) =>
      createOpenAi({ ...endpoint, maxInputChars: 10_000 }).fill({
        fields: [{ name: 'lead', instruction: 'Two sentences' }],
        systemPrompt: '',
        source: { title: 'Reed beds', text: 'Reed beds clean water.', facts: {}, passages: [], parts: [] },
        sourceLanguage: 'en',
        targetLanguage: 'de',
        signal,
      }),
  },
  {
    name: 'transcriber',
    unavailable: 'transcriber_unavailable',
    refused: 'transcriber_refused',
    invalid: 'transcript_invalid',
    ask: (endpoint: Endpoint, signal: AbortSignal) =>
      createOpenAiTranscriber(endpoint).transcribe({
        file,
        durationSeconds: 10,
        language: 'en',
        prompt: null,
        signal,
      }),
  },
] as const

describe.each(engines)('T02 $name', ({ name, ask, unavailable, refused, invalid }) => {
  const failureAfter = async (
    reply: Reply,
    { timeoutMs = 5_000, signal = new AbortController().signal } = {},
  ): Promise<unknown> => {
    const server = await servers.start([reply])
    const endpoint = { baseUrl: `${server.url}/v1`, apiKey: 'sk-secret-1', model: 'test', timeoutMs }
    return ask(endpoint, signal).then(
      () => 'no failure',
      (thrown: unknown) => thrown,
    )
  }
  const error = { message: 'Incorrect API key provided: sk-secret-1' }

  it.each<[string, Reply, object]>([
    [
      '429 with a wait in seconds',
      { status: 429, headers: { 'retry-after': '7' }, body: { error } },
      { code: unavailable, retryable: true, retryAfterMs: 7_000 },
    ],
    [
      '429 without',
      { status: 429, body: { error } },
      { code: unavailable, retryable: true, retryAfterMs: null },
    ],
    [
      '503 with a wait',
      { status: 503, headers: { 'retry-after': '2' } },
      { code: unavailable, retryable: true, retryAfterMs: 2_000 },
    ],
    [
      'a used-up account',
      { status: 429, body: { error: { code: 'insufficient_quota' } } },
      { code: refused, retryable: false },
    ],
    ['500', { status: 500, body: 'oops' }, { code: unavailable, retryable: true }],
    ['400', { status: 400, body: { error } }, { code: refused, retryable: false }],
    ['401', { status: 401, body: { error } }, { code: refused, retryable: false }],
    ['403', { status: 403, body: { error } }, { code: refused, retryable: false }],
    ['404', { status: 404, body: { error } }, { code: refused, retryable: false }],
    ['a redirect', { status: 302, headers: { location: 'http://127.0.0.1:1/' } }, { code: unavailable }],
    ['HTML', { body: '<html>' }, { code: invalid, retryable: true }],
    ['JSON of another shape', { body: { text: 1, choices: [] } }, { code: invalid, retryable: true }],
    ['a list', { body: [] }, { code: invalid, retryable: true }],
    [
      'an answer that breaks off',
      { body: completion('x'.repeat(90_000)), cut: true },
      { code: invalid, retryable: true },
    ],
    ['an answer without end', { endless: true }, { code: invalid, retryable: true }],
    [
      'a header without end',
      { headers: { 'x-bomb': 'a'.repeat(64 * 1024) }, body: completion('x') },
      { code: unavailable, retryable: true },
    ],
    [
      'thousands of headers',
      {
        headers: Object.fromEntries(Array.from({ length: 3_000 }, (_, at) => [`x-${at}`, 'aaaa'])),
        body: {},
      },
      { code: unavailable, retryable: true },
    ],
    ['a packed answer', { headers: { 'content-encoding': 'gzip' }, body: 'H4sIAAAA' }, { code: invalid }],
    [
      'a redirect to a place inside',
      { status: 307, headers: { location: 'http://169.254.169.254/latest/meta-data/' }, body: {} },
      { code: unavailable },
    ],
    [
      'a refusal before the request is read',
      { status: 413, body: { error }, early: true },
      { code: expect.stringMatching(/refused|unavailable/) },
    ],
  ])('%s', async (_, reply, expected) => {
    const failure = await failureAfter(reply)
    expect(failure).toMatchObject(expected)
    expect(failure).toMatchObject({ name: 'AppError' })
    expect(String(failure)).not.toMatch(/sk-secret|127\.0\.0\.1/)
    expect(servers.last.requests.length + servers.last.transcriptions.length).toBeLessThanOrEqual(1)
  })

  it('an answer of 4 MiB is read, and one of a byte more is not', async () => {
    const mib4 = 4 * 1024 * 1024
    const atBound = (bytes: number) => {
      const body = JSON.stringify({ ...completion(JSON.stringify({ lead: 'x' })), text: 'x' })
      return body.slice(0, -1) + ' '.repeat(bytes - body.length) + body.slice(-1)
    }
    expect(await failureAfter({ body: atBound(mib4) })).toBe('no failure')
    expect(await failureAfter({ body: atBound(mib4 + 1) })).toMatchObject({
      code: invalid,
      message: expect.stringContaining('too much data'),
    })
  })

  it.each<[string, Reply, boolean]>([
    ['429', { status: 429, body: { error } }, true],
    ['429 with a wait', { status: 429, headers: { 'retry-after': '7' } }, true],
    ['502', { status: 502 }, true],
    ['503', { status: 503, body: 'loading the model' }, true],
    ['504', { status: 504 }, true],
    ['500', { status: 500 }, false],
    ['a redirect', { status: 302, headers: { location: '/' } }, false],
    ['a connection that is cut', { cut: true, body: '', headers: {} }, false],
    ['a used-up account', { status: 429, body: 'insufficient_quota' }, false],
  ])('is an outage, or is not: %s', async (_, reply, outage) => {
    expect(await failureAfter(reply)).toMatchObject({ outage })
  })

  it('an outage are a closed port, an unknown name, and a server that goes', async () => {
    const asked = (baseUrl: string) =>
      ask({ baseUrl, model: 'test', timeoutMs: 5_000 }, new AbortController().signal)
    const expected = { code: unavailable, retryable: true, outage: true }
    await expect(asked('http://127.0.0.1:1/v1')).rejects.toMatchObject({
      ...expected,
      message: `The ${name} cannot be reached: the connection was refused`,
    })
    await expect(asked('http://no-such-host.invalid/v1')).rejects.toMatchObject(expected)
    const server = await servers.start(() => {
      void servers.last.close()
      return { silent: true }
    })
    await expect(asked(server.url)).rejects.toMatchObject(expected)
  })

  it('no answer is a timeout', async () => {
    expect(await failureAfter({ silent: true }, { timeoutMs: 100 })).toMatchObject({
      code: 'timeout',
      retryable: true,
    })
  })

  it('an answer that does not come to its end is a timeout', async () => {
    const reply = { body: completion('x'), stalls: true }
    expect(await failureAfter(reply, { timeoutMs: 200 })).toMatchObject({ code: 'timeout' })
  })

  it('a closed port is unavailable', async () => {
    const endpoint = { baseUrl: 'http://127.0.0.1:1/v1', model: 'test', timeoutMs: 1_000 }
    await expect(ask(endpoint, new AbortController().signal)).rejects.toMatchObject({ code: unavailable })
  })

  it('the abort of the step is passed on as it is', async () => {
    const controller = new AbortController()
    const reason = new Error('cancelled')
    const server = await servers.start(() => {
      controller.abort(reason)
      return { silent: true }
    })
    const endpoint = { baseUrl: server.url, model: 'test', timeoutMs: 5_000 }
    await expect(ask(endpoint, controller.signal)).rejects.toBe(reason)
  })
})
