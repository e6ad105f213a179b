import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from '@async-events/testkit/until'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  type OpenAiServer,
  type Reply,
  startOpenAiServer,
  type TranscriptionRequest,
  transcription,
} from '../../packages/ai/test/openai-server.ts'
import type { TestClient } from '../e2e/api-client.ts'
import { makeSound, speechFile } from '../harness/make-sound.ts'
import type { App } from './app.ts'
import { type OwnApps, startOwnApps } from './own-apps.ts'

let folder: string
let media: Server
let service: OwnApps
let worker: App
let client: TestClient
let endpoint: OpenAiServer

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'async-events-transcriber-'))
  const file = join(folder, 'talk.ogg')
  makeSound(file, ['-stream_loop', '30', '-i', speechFile])
  media = createServer((_, response) => void response.writeHead(200).end(readFileSync(file)))
  await new Promise<void>((resolve) => media.listen(0, '127.0.0.1', resolve))
  endpoint = await startOpenAiServer(() => ({}))
  service = await startOwnApps(['worker-video', 'worker-transform'], {
    FETCH_ALLOW: hostOf(media),
    KEEPER_INTERVAL: '1000ms',
    TRANSCRIPT_ENGINE: 'openai',
    TRANSCRIPT_MODEL: 'whisper-1',
    TRANSCRIPT_BASE_URL: endpoint.url,
  })
  worker = service.start('worker-audio')
  client = service.client
})
afterAll(async () => {
  await service?.close()
  await endpoint?.close()
  media?.closeAllConnections()
  await new Promise((resolve) => media.close(resolve))
  rmSync(folder, { recursive: true, force: true })
})

const hostOf = (server: Server): string => `127.0.0.1:${(server.address() as AddressInfo).port}`
const said: Reply = { body: transcription([{ start: 1, end: 3, text: ' Herons came.' }]) }

/** Sounds that were answered, each by its hash: a finished piece that is asked for again is there twice. */
const answered: string[] = []

/** The endpoint as one worker; a new one takes the place of one that went. */
async function restart(reply: (count: number) => Reply): Promise<void> {
  const port = Number(new URL(endpoint.url).port)
  await endpoint.close()
  let count = 0
  endpoint = await startOpenAiServer((request) => {
    count += 1
    const answer = reply(count)
    if (answer.silent || answer.status) return answer
    const { file } = request as TranscriptionRequest
    const hashed = file
      .bytes()
      .then((bytes) => answered.push(createHash('sha256').update(bytes).digest('hex')))
    return { ...answer, when: hashed }
  }, port)
}

const asked = () => endpoint.transcriptions.length

it('an outage of the endpoint and a worker that is killed cost no finished piece, and the outage no attempt', async () => {
  await restart((count) => {
    if (count < 3) return said
    // The server is killed while it works on the third piece.
    void endpoint.close()
    return { silent: true }
  })
  const { job } = await client.createJob({
    body: {
      job_type: 'audio',
      use_cache: false,
      parameters: { source: { url: `http://${hostOf(media)}/talk.ogg` } },
    },
  })
  const step = async () =>
    (await client.getJob({ path: { job_id: job.job_id } })).job.steps.find(({ id }) => id === 'audio')

  const waiting = await until(
    async () => {
      const now = await step()
      return now?.status === 'ready' && now.error !== undefined && now
    },
    90_000,
    'the step waits for the endpoint',
  )
  expect(waiting.error).toMatchObject({ code: 'transcriber_unavailable', retryable: true })
  expect(answered).toHaveLength(2)
  const reached = waiting.percent

  await restart((count) => (count < 2 ? said : { silent: true }))
  await until(() => asked() === 2, 60_000, 'the endpoint is back and works on the fourth piece')
  expect(answered).toHaveLength(3)
  const running = await until(
    async () => {
      const now = await step()
      return now !== undefined && now.percent > reached && now
    },
    20_000,
    'a heartbeat carries the progress',
  )
  expect(running).toMatchObject({ status: 'running', attempt: 1 })

  worker.signal('SIGKILL')
  service.start('worker-audio')
  await restart(() => said)
  await until(
    async () => (await client.getJob({ path: { job_id: job.job_id } })).job.status === 'completed',
    90_000,
    'another worker goes on',
  )
  expect(new Set(answered).size).toBe(answered.length)
  expect(answered.length).toBeGreaterThanOrEqual(4)
  // After the crash it was the second attempt; the outage began none.
  expect(await step()).toMatchObject({ status: 'completed', attempt: 2 })
  const { job: done } = await client.getJob({ path: { job_id: job.job_id } })
  expect(done.warnings).toEqual([])
})
