/** A job's trace goes to the endpoints of the engines and into the log, and not to pages. Real runners, real HTTP. */
import { createTextModel, openAiTranscriberOf } from '@async-events/ai'
import {
  createJob,
  createSealer,
  createUpload,
  type Job,
  newUploadId,
  type SafeFetch,
  storeSentFile,
  type Trace,
} from '@async-events/core'
import { createLogger } from '@async-events/runtime'
import { type OwnStack, openOwnStack } from '@async-events/testkit'
import { createPageReader } from '@async-events/web'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { openAiServers } from '../../ai/test/open-ai-servers.ts'
import { completion, fieldsIn, type OpenAiServer, transcription } from '../../ai/test/openai-server.ts'
import { makeMedia, sine } from '../../media/test/make-media.ts'
import { executeStep, type LoadedProcessor } from '../src/index.ts'
import { workerConfig } from '../src/worker-config.ts'
import { allProcessors } from './all-processors.ts'
import { loneWorker } from './lone-worker.ts'

const principal = { kind: 'anonymous' as const }
const trace: Trace = { parent: `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01`, state: 'rojo=1' }
const headers = { traceparent: trace.parent, tracestate: 'rojo=1' }
const sentence = 'Reed beds clean water slowly.'

const servers = openAiServers()
let processors: Map<string, LoadedProcessor>
const reader = createPageReader()
let own: OwnStack
let server: OpenAiServer
let lines: Record<string, unknown>[]
beforeAll(async () => {
  processors = await allProcessors()
  own = await openOwnStack()
})
beforeEach(async () => {
  lines = []
  server = await servers.start((request) =>
    'messages' in request
      ? {
          body: completion(
            JSON.stringify(Object.fromEntries(fieldsIn(request).map((name) => [name, sentence]))),
          ),
        }
      : { body: transcription([{ start: 0, end: 2, text: sentence }]) },
  )
})
afterAll(async () => {
  await reader.close()
  await own?.close()
})

async function upload(filename: string, content: AsyncIterable<Uint8Array>): Promise<string> {
  const sent = { content, filename, media_type: 'application/octet-stream' }
  const file = await storeSentFile(own.stack, sent, { principal, maxBytes: 10_000_000 })
  return (await createUpload(own.stack, newUploadId(), file)).id
}
async function* bytesOf(content: Uint8Array) {
  yield content
}

async function run(job_type: string, source: object, given: Trace | null): Promise<Job> {
  const { stack } = own
  const deps = { ...stack, sealer: createSealer('0'.repeat(64)), checkUrl: () => {} }
  // Another document each time: nothing comes from the cache.
  const parameters = {
    source,
    use_cache: false,
    target_language: 'en',
    event: 'Conf',
    session: 'Talk',
    track: 't',
  }
  const own_parameters = job_type === 'transform' ? parameters : { source, use_cache: false }
  const created = await createJob(
    deps,
    { job_type, parameters: own_parameters },
    {
      principal,
      origin: { request_id: 'asked', trace: given },
    },
  )
  const config = workerConfig.parse({
    MONGODB_URI: 'mongodb://127.0.0.1/x',
    REDIS_URL: 'redis://127.0.0.1',
    TEXT_ENGINE: 'openai',
    TEXT_MODEL: 'test',
    OPENAI_BASE_URL: `${server.url}/v1`,
    TRANSCRIPT_ENGINE: 'openai',
    TRANSCRIPT_MODEL: 'whisper-1',
  })
  const network: SafeFetch = () => Promise.reject(new Error('nothing is fetched here'))
  const log = createLogger({
    name: 'test',
    level: 'trace',
    destination: { write: (line) => void lines.push(JSON.parse(line)) },
  })
  for (;;) {
    const job = await stack.jobs.get(created.id)
    const step = Object.keys(job?.steps ?? {}).find((one) => job?.steps[one]?.status === 'ready')
    if (!job || step === undefined) return job ?? created
    await executeStep(
      {
        ...stack,
        ...loneWorker(),
        log,
        processors,
        workRoot: own.workRoot,
        fetch: network,
        readPage: reader.read,
        textModel: createTextModel(config),
        findSpeechEngine: async () => ({ transcriber: openAiTranscriberOf(config), advice: null }),
      },
      { job_id: created.id, run: job.run.number, step },
      new Set(),
    )
  }
}
const said = () => lines.filter(({ step }) => step !== undefined)

it('to the text model, and into each line of a step', async () => {
  const upload_id = await upload('talk.txt', bytesOf(Buffer.from(`${sentence}\n`.repeat(20))))
  const job = await run('transform', { upload_id }, trace)
  expect([job.status, job.error]).toEqual(['completed', null])
  expect(server.requests.length).toBeGreaterThan(0)
  for (const request of server.requests) expect(request.headers).toMatchObject(headers)
  expect(said().length).toBeGreaterThan(1)
  const fields = { job_id: job.id, run: 1, step: 'transform', request_id: 'asked', trace_id: 'ab'.repeat(16) }
  for (const line of said().filter(({ step }) => step === 'transform')) expect(line).toMatchObject(fields)
  for (const line of said()) expect(line).toMatchObject({ ...fields, step: expect.any(String) })
  // The job's own log is for its owner.
  expect(JSON.stringify(await own.stack.jobLogs.ofRun(job.id, 1))).not.toContain('trace_id')
})

it('to the transcriber', async () => {
  const file = makeMedia(own.folder, ...sine(4), 'talk.wav')
  const { createReadStream } = await import('node:fs')
  const job = await run('audio', { upload_id: await upload('talk.wav', createReadStream(file)) }, trace)
  expect([job.status, job.error]).toEqual(['completed', null])
  expect(server.transcriptions.length).toBeGreaterThan(0)
  for (const request of server.transcriptions) expect(request.headers).toMatchObject(headers)
})

it('and nothing of a job that has none', async () => {
  const upload_id = await upload('talk.txt', bytesOf(Buffer.from(`${sentence} Indeed.\n`.repeat(20))))
  await run('transform', { upload_id }, null)
  expect(server.requests.length).toBeGreaterThan(0)
  for (const request of server.requests) {
    expect(request.headers).not.toHaveProperty('traceparent')
    expect(request.headers).not.toHaveProperty('tracestate')
  }
  for (const line of said()) expect(line).not.toHaveProperty('trace_id')
})
