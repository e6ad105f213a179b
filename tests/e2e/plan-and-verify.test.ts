import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Job } from '@async-events/client'
import { type SampleConference, startSampleConference } from '@async-events/demo/sample-server'
import { casesOf, isLongForm } from '@async-events/testkit/long-form'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  type ChatRequest,
  completion,
  fieldsIn,
  startOpenAiServer,
} from '../../packages/ai/test/openai-server.ts'
import { apiClient, type TestClient } from './api-client.ts'
import { sampleSession } from './sample-session.ts'
import { root, type Service, startService } from './service.ts'

let conference: SampleConference
let service: Service
let client: TestClient
beforeAll(async () => {
  conference = await startSampleConference()
  service = await startService({ env: { FETCH_ALLOW: new URL(conference.origin).host } })
  client = apiClient(service.url)
})
afterAll(async () => {
  await service?.stop()
  await conference?.close()
})

interface Change {
  from_step?: string
  use_cache?: boolean
  parameters?: Record<string, unknown>
}

/** What really happened to each step: what stays has the time of its end from before. */
function doneWith({ steps }: Job, before: Job): Record<string, string> {
  return Object.fromEntries(
    steps.map(({ id, status, cached, completed_at }) => {
      const old = before.steps.find((step) => step.id === id)
      if (completed_at && completed_at === old?.completed_at) return [id, 'kept']
      if (status === 'skipped') return [id, 'skip']
      return [id, cached ? 'cached' : 'run']
    }),
  )
}

it('a plan and the restart agree, over all kinds of change', { timeout: 180_000 }, async () => {
  const talk = sampleSession(conference, 'Moore')
  const other = sampleSession(conference, 'Reed beds')
  const { job } = await client.createJob({ body: { parameters: talk } })
  const path = { job_id: job.job_id }
  let last = await client.waitForJob(job.job_id)
  const changes: [name: string, body: Change][] = [
    ['nothing', {}],
    ['everything again', { use_cache: false }],
    ['from a step', { from_step: 'transform', use_cache: true }],
    ['from a step, without the cache', { from_step: 'pdf', use_cache: false }],
    ['template', { use_cache: true, parameters: { template: 'Session_fr' } }],
    ['target language', { parameters: { target_language: 'es' } }],
    ['the language of before', { parameters: { target_language: talk.target_language ?? null } }],
    ['title', { parameters: { session: 'Moore' } }],
    ['speakers', { parameters: { speakers: ['Ann Moor'] } }],
    ['day', { parameters: { day: '2026-02-03' } }],
    ['source language', { parameters: { source_language: 'fr' } }],
    ['page', { parameters: { url: other.url } }],
    ['slides', { parameters: { attachments_url: `${conference.origin}/slides/rewetting-costs.pdf` } }],
    ['recording', { parameters: { video_url: `${conference.origin}/video/listening-to-dykes.mp4` } }],
    ['a transcript', { parameters: { video_transcript: 'Good morning. The reeds grow.' } }],
    ['no archive', { parameters: { create_archive: false } }],
    ['back to all of before', { parameters: { ...nulled(last), ...talk } }],
  ]
  // Each changes something else; the last one changes much at once.
  const chosen = new Set([
    'from a step, without the cache',
    'template',
    'source language',
    'slides',
    'recording',
    'a transcript',
    'back to all of before',
  ])
  const wrong: unknown[] = []
  for (const [name, body] of casesOf(
    changes,
    changes.filter(([name]) => chosen.has(name)),
  )) {
    const { plan } = await client.planJobRestart({ path, body })
    expect((await client.getJob({ path })).job.run.number).toBe(last.run.number)
    const before = last
    await client.restartJob({ path, body })
    last = await client.waitForJob(job.job_id)
    expect(plan.run).toBe(last.run.number)
    const done = doneWith(last, before)
    const told = Object.fromEntries(plan.steps.map(({ id, action }) => [id, action]))
    // A step below one that runs may be told as uncertain; all else must come as it was told.
    const unsure = plan.steps.filter(({ certain }) => !certain).map(({ id }) => id)
    const differs = Object.keys({ ...told, ...done }).filter((id) => told[id] !== done[id])
    if (differs.some((id) => !unsure.includes(id))) wrong.push({ name, told, done, unsure })
  }
  expect(wrong).toEqual([])
})

it('a dry run and the start agree, before a talk is known and after', { timeout: 120_000 }, async () => {
  const parameters = { ...sampleSession(conference, 'Moore'), session: 'Moore, in a dry run' }
  for (const isKnown of [false, true]) {
    const { plan } = await client.planJob({ body: { parameters } })
    const { job } = await client.createJob({ body: { parameters } })
    const done = await client.waitForJob(job.job_id)
    const wrong = plan.steps.filter(({ id, action, certain }) => {
      const step = done.steps.find((one) => one.id === id)
      const really = step?.status === 'skipped' ? 'skip' : step?.cached ? 'cached' : 'run'
      return certain && action !== really
    })
    expect(wrong).toEqual([])
    expect(plan.totals.cached).toBeGreaterThanOrEqual(isKnown ? plan.steps.length : 0)
  }
})

const nulled = ({ parameters }: Job): Record<string, null> =>
  Object.fromEntries(Object.keys(parameters).map((key) => [key, null]))

it('an archive is verified, and made again from what its job stored, byte for byte', async () => {
  const { job } = await client.createJob({ body: { parameters: sampleSession(conference, 'Moore') } })
  await client.waitForJob(job.job_id)
  const bytes = await archiveOf(client, job.job_id)
  const good = await verify(service, job.job_id, bytes)
  expect(good.said).toContain('0 problems')
  expect(good.said).toContain('byte for byte the same (transform and archive ran again)')
  expect(good.code).toBe(0)
  const bad = await verify(service, job.job_id, spoiled(bytes))
  expect(bad.said).toContain('entry_damaged')
  expect(bad.said).toContain('it differs')
  expect(bad.code).toBe(1)
})

it('the archive of a summary is made again around its document', async () => {
  const parameters = sampleSession(conference, 'Moore')
  const { job } = await client.createJob({ body: { parameters } })
  await client.waitForJob(job.job_id)
  const { job: summary } = await client.createJob({
    body: {
      job_type: 'track_summary',
      parameters: {
        event: parameters.event,
        track: parameters.track ?? '',
        target_language: parameters.target_language ?? 'en',
        jobs: [job.job_id],
      },
    },
  })
  await client.waitForJob(summary.job_id)
  const verified = await verify(service, summary.job_id, await archiveOf(client, summary.job_id))
  expect(verified.said).toContain('summary did not run again: its text is by extractive, from talks that may')
  expect(verified.said).toContain('byte for byte the same (archive ran again)')
  expect(verified.code).toBe(0)
})

// With a service of its own.
if (isLongForm)
  it('a document that a text model wrote is taken as stored, plainly said, and the rest is checked', async () => {
    const text = 'Herons come back to the wet moor.'
    const model = await startOpenAiServer((request) => {
      const names = fieldsIn(request as ChatRequest)
      return { body: completion(JSON.stringify(Object.fromEntries(names.map((name) => [name, text])))) }
    })
    const own = await startService({
      env: {
        FETCH_ALLOW: new URL(conference.origin).host,
        TEXT_ENGINE: 'openai',
        TEXT_MODEL: 'test',
        OPENAI_BASE_URL: model.url,
      },
    })
    try {
      const asked = apiClient(own.url)
      // Its transcript is given: nothing has to be heard.
      const video_transcript = 'WEBVTT\n\n00:00.000 --> 00:02.000\nThe herons come back.\n'
      const parameters = { ...sampleSession(conference, 'Reed beds'), video_transcript, create_archive: true }
      const { job } = await asked.createJob({ body: { parameters } })
      await asked.waitForJob(job.job_id)
      const bytes = await archiveOf(asked, job.job_id)
      const requests = model.requests.length
      const good = await verify(own, job.job_id, bytes)
      expect(good.said).toContain('transform did not run again: its text is by openai:test')
      expect(good.said).toContain('byte for byte the same (archive ran again)')
      expect(good.code).toBe(0)
      expect(model.requests).toHaveLength(requests)
      const bad = await verify(own, job.job_id, spoiled(bytes))
      expect(bad.said).toContain('it differs')
      expect(bad.code).toBe(1)
    } finally {
      await own.stop()
      await model.close()
    }
  })

async function archiveOf(from: TestClient, jobId: string): Promise<Buffer> {
  const { body } = await from.download(jobId)
  return Buffer.from(await new Response(body).arrayBuffer())
}

/** One bit of its captions is another. */
function spoiled(archive: Buffer): Buffer {
  const copy = Buffer.from(archive)
  const at = copy.indexOf('transcript.vtt') + 30
  copy[at] = (copy[at] ?? 0) ^ 1
  return copy
}

async function verify(of: Service, jobId: string, file: Buffer): Promise<{ code: number; said: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'async-events-verify-'))
  const path = join(folder, 'archive.zip')
  await writeFile(path, file)
  const args = ['apps/cli/src/main.ts', 'verify', path, '--job', jobId]
  const env = { ...process.env, DATA_DIR: of.dataDir, ...serversOf(of) }
  const { promise, resolve } = Promise.withResolvers<{ code: number; said: string }>()
  execFile(process.execPath, args, { cwd: root, env }, (error, stdout, stderr) =>
    resolve({ code: error === null ? 0 : Number(error.code), said: stdout + stderr }),
  )
  return promise.finally(() => rm(folder, { recursive: true, force: true }))
}

/** As an app of the service was given them, whether it started the servers itself or not. */
function serversOf(service: Service): Record<string, string> {
  const { MONGODB_URI = '', REDIS_URL = '', QUEUE_PREFIX = '' } = service.envOf('api')
  return { MONGODB_URI, REDIS_URL, QUEUE_PREFIX }
}
