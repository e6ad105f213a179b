import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { launch } from '@async-events/local'
import { modelsFolder } from '@async-events/models'
import { checkSession } from './check-session.ts'
import type { ExpectedSession, Session } from './expected-session.ts'
import type { JobDetails, JobItem } from './job-details.ts'
import { printRows } from './print-rows.ts'
import { progressLines } from './progress-lines.ts'
import { sampleFolder, startSampleConference } from './sample-server.ts'

/** The whole conference takes a fraction of it on two cores. */
const limitMinutes = 5

/** `npm run demo`: the sample conference from its pages and media to documents and archives, through the real service. */
async function demo(out: string): Promise<boolean> {
  const started = performance.now()
  const dataDir = await mkdtemp(join(tmpdir(), 'async-events-demo-'))
  const conference = await startSampleConference()
  const origin = new URL(conference.origin)
  console.log('Starting the service …')
  const stack = await launch({
    env: process.env,
    dataDir,
    host: '127.0.0.1',
    port: await freePort(),
    // The sample conference is on localhost, which the service blocks by default.
    extra: {
      FETCH_ALLOW: origin.host,
      LOG_LEVEL: 'warn',
      // Its data is new; the models are those of this machine.
      MODELS_DIR: modelsFolder(process.env),
      ...(process.env.MONGODB_URI ? { QUEUE_PREFIX: '{async-events-demo}' } : {}),
    },
    report: (line) => console.error(line),
  })
  const stop = async (): Promise<void> => {
    await stack.stop()
    await conference.close()
    await rm(dataDir, { recursive: true, force: true })
  }
  process.once('SIGINT', () => void stop().finally(() => process.exit(130)))
  process.once('SIGTERM', () => void stop().finally(() => process.exit(143)))
  try {
    const api = `${stack.url}/api/event-job`
    const sessions = JSON.parse(await readSample('sessions.json', conference.origin)) as Session[]
    const expected = JSON.parse(await readSample('expected.json', conference.origin)) as ExpectedSession[]
    const jobs = await runBatch(api, sessions)
    const around = {
      service: stack.url,
      out,
      requests: conference.requests(),
      known: (file: string) => readSample(file, conference.origin),
    }
    const rows = await Promise.all(
      jobs.map(async ({ job_id: id, parameters: { session } }) => {
        const { job } = (await (await fetch(`${api}/jobs/${id}`)).json()) as { job: JobDetails }
        return checkSession(
          job,
          expected.find((entry) => entry.session === session),
          around,
        )
      }),
    )
    printRows(rows)
    const missing = expected.filter((entry) => !rows.some(({ session }) => session === entry.session))
    for (const { session } of missing) console.log(`There is no job for ${session}`)
    const good = missing.length === 0 && rows.every((row) => row.problems.length === 0)
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    console.log(
      `\n${good ? 'Everything is as expected' : 'NOT as expected'}, in ${seconds} s. Results are in ${out}`,
    )
    return good
  } finally {
    await stop()
  }
}

const readSample = async (file: string, origin: string): Promise<string> =>
  (await readFile(join(sampleFolder, file), 'utf8')).replaceAll('{origin}', origin)

async function runBatch(api: string, sessions: Session[]): Promise<JobItem[]> {
  const answer = await fetch(`${api}/batches`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      batch_name: 'Sample conference',
      jobs: sessions.map((parameters) => ({ parameters })),
    }),
  })
  if (answer.status !== 201) throw new Error(`The batch was refused: ${await answer.text()}`)
  const { batch } = (await answer.json()) as { batch: { batch_id: string } }
  const show = progressLines(process.stdout)
  const limit = performance.now() + limitMinutes * 60_000
  for (;;) {
    const { jobs } = (await (await fetch(`${api}/jobs?batch_id=${batch.batch_id}&limit=1000`)).json()) as {
      jobs: JobItem[]
    }
    const inOrder = sessions.flatMap(
      ({ session }) => jobs.find((job) => job.parameters.session === session) ?? [],
    )
    show(inOrder.map((job) => ({ title: job.parameters.session, status: job.status, ...job.progress })))
    if (inOrder.every((job) => ['completed', 'failed', 'cancelled'].includes(job.status))) return inOrder
    if (performance.now() > limit) throw new Error(`The batch did not end within ${limitMinutes} minutes.`)
    await new Promise((done) => setTimeout(done, 250))
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  if (typeof address !== 'object' || address === null) throw new Error('no free port')
  return address.port
}

const { values } = parseArgs({ options: { out: { type: 'string', default: 'out' } } })
try {
  process.exitCode = (await demo(resolve(values.out))) ? 0 : 1
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
