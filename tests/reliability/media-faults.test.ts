import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ApiError, type Job } from '@async-events/client'
import { casesOf } from '@async-events/testkit/long-form'
import { descendantsOf, isRunning } from '@async-events/testkit/processes'
import { until } from '@async-events/testkit/until'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { apiClient, type TestClient } from '../e2e/api-client.ts'
import { type MediaFiles, startMediaFiles } from '../e2e/media-files.ts'
import { type Service, startService } from '../e2e/service.ts'

/** What is met in the middle: the step, the worker that runs it, and the program that it has started. */
const cases = [
  { step: 'video', app: 'worker-video', program: 'ffmpeg', file: 'long.ogg' },
  { step: 'audio', app: 'worker-audio', program: 'pocketsphinx', file: 'speech.ogg' },
  { step: 'pdf-1', app: 'worker-pdf', program: 'node', file: 'pages.pdf' },
] as const

let service: Service
let files: MediaFiles
let client: TestClient

beforeAll(async () => {
  files = await startMediaFiles()
  service = await startService({ env: { FETCH_ALLOW: files.host, KEEPER_INTERVAL: '1000ms' } })
  client = apiClient(service.url)
})
afterAll(async () => {
  await service?.stop()
  await files?.close()
})
afterEach(async () => {
  const { jobs } = await client.listJobs({ query: { limit: 1000 } })
  for (const { job_id } of jobs) await cancel(job_id)
})

/** Unless it has ended. */
async function cancel(id: string): Promise<void> {
  await client.cancelJob({ path: { job_id: id } }).catch((error: unknown) => {
    if (!(error instanceof ApiError && error.type === 'conflict')) throw error
  })
}

async function submit({ step, file }: (typeof cases)[number]): Promise<string> {
  const source = `http://${files.host}/${file}`
  const { job } = await client.createJob({
    body: {
      use_cache: false,
      parameters: {
        event: 'Fault Conf',
        session: step,
        track: 'main',
        filename: `${step}.md`,
        url: `http://${files.host}/nothing`,
        ...(step === 'pdf-1' ? { attachments_url: source } : { video_url: source }),
      },
    },
  })
  return job.job_id
}

const jobOf = async (id: string): Promise<Job> => (await client.getJob({ path: { job_id: id } })).job
const stepOf = async (id: string, step: string) => (await jobOf(id)).steps.find((found) => found.id === step)

/** The job's program, found running. Node calls its main thread by that name. */
async function programOf({ app, program, step }: (typeof cases)[number], id: string): Promise<number[]> {
  const names = program === 'node' ? /^(node|MainThread)/ : new RegExp(`^${program}`)
  return until(
    async () => {
      if ((await stepOf(id, step))?.status !== 'running') return null
      const found = descendantsOf(service.pidOf(app)).filter(({ name }) => names.test(name))
      return found.length > 0 && found.map(({ pid }) => pid)
    },
    60_000,
    `${program} runs for ${step}`,
  )
}

const workFolders = (): string[] => {
  const root = join(service.dataDir, 'work')
  return readdirSync(root).flatMap((worker) => readdirSync(join(root, worker)))
}

const gone = (pids: number[]) => until(() => !pids.some(isRunning), 5_000, 'no program is left after 5 s')

it.each(casesOf(cases, [cases[0]]))('cancel in the middle of $program leaves nothing', async (one) => {
  const id = await submit(one)
  const pids = await programOf(one, id)
  expect((await client.cancelJob({ path: { job_id: id } })).job.status).toBe('cancelled')
  await gone(pids)
  expect((await jobOf(id)).status).toBe('cancelled')
  await until(() => workFolders().length === 0, 5_000, 'no file is left')
})

it.each(casesOf(cases, [cases[1]]))(
  'SIGTERM in the middle of $program gives the step back without cost',
  async (one) => {
    const id = await submit(one)
    const pids = await programOf(one, id)
    const worker = service.pidOf(one.app)
    process.kill(worker, 'SIGTERM')
    // It may finish its step within the grace time; it must not leave anything behind.
    await until(() => !isRunning(worker), 15_000, 'the worker ends')
    await gone(pids)
    await until(
      async () => ['running', 'completed'].includes((await stepOf(id, one.step))?.status ?? ''),
      30_000,
      'its successor goes on',
    )
    expect((await stepOf(id, one.step))?.attempt).toBeLessThanOrEqual(1)
  },
)

/** Kills the worker in the middle of the program; a program that was done by then is met again with another job. */
async function killInTheMiddle(one: (typeof cases)[number]): Promise<string> {
  for (;;) {
    const id = await submit(one)
    const pids = await programOf(one, id)
    process.kill(service.pidOf(one.app), 'SIGKILL')
    await gone(pids)
    const step = await stepOf(id, one.step)
    if (step?.status === 'running' && step.attempt === 1) return id
    await cancel(id)
  }
}

it('kill -9 in the middle of each leaves nothing, and the steps run again', async () => {
  await Promise.all(
    cases.map(async (one) => {
      const id = await killInTheMiddle(one)
      await until(
        async () => ((await stepOf(id, one.step))?.attempt ?? 0) >= 2,
        60_000,
        `${one.step} is given to another worker when the lease is over`,
      )
      await cancel(id)
    }),
  )
  await until(() => workFolders().length === 0, 10_000, 'no file is left')
})
