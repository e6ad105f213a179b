import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Job } from '@async-events/client'
import { type SampleConference, startSampleConference } from '@async-events/demo/sample-server'
import { afterAll, beforeAll, expect, it } from 'vitest'
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
  const wrong: unknown[] = []
  for (const [name, body] of changes) {
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

const nulled = ({ parameters }: Job): Record<string, null> =>
  Object.fromEntries(Object.keys(parameters).map((key) => [key, null]))

it('an archive is verified, and made again from what its job stored, byte for byte', async () => {
  const { job } = await client.createJob({ body: { parameters: sampleSession(conference, 'Moore') } })
  await client.waitForJob(job.job_id)
  const { body } = await client.downloadArchive(job.job_id)
  const bytes = Buffer.from(await new Response(body).arrayBuffer())
  const folder = await mkdtemp(join(tmpdir(), 'async-events-verify-'))
  const verify = async (file: Buffer): Promise<{ code: number; said: string }> => {
    const path = join(folder, `${crypto.randomUUID()}.zip`)
    await writeFile(path, file)
    return new Promise((resolve) => {
      const args = ['apps/cli/src/main.ts', 'verify', path, '--job', job.job_id]
      const env = { ...process.env, DATA_DIR: service.dataDir, ...serversOf(service) }
      execFile(process.execPath, args, { cwd: root, env }, (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code), said: stdout + stderr }),
      )
    })
  }
  try {
    const good = await verify(bytes)
    expect(good.said).toContain('0 problems')
    expect(good.said).toContain('byte for byte the same (transform and archive ran again)')
    expect(good.code).toBe(0)
    const spoiled = Buffer.from(bytes)
    const at = spoiled.indexOf('transcript.vtt') + 30
    spoiled[at] = (spoiled[at] ?? 0) ^ 1
    const bad = await verify(spoiled)
    expect(bad.said).toContain('entry_damaged')
    expect(bad.said).toContain('it differs')
    expect(bad.code).toBe(1)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

/** As an app of the service was given them, whether it started the servers itself or not. */
function serversOf(service: Service): Record<string, string> {
  const { MONGODB_URI = '', REDIS_URL = '', QUEUE_PREFIX = '' } = service.envOf('api')
  return { MONGODB_URI, REDIS_URL, QUEUE_PREFIX }
}
