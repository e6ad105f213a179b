import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { launch } from '@async-events/local'
import { modelsFolder } from '@async-events/models'
import { checkConference, hasEnded, jobsOfBatch, readSamples, submitConference } from './check-conference.ts'
import type { Session } from './expected-session.ts'
import { fetchSite } from './fetch-site.ts'
import type { JobItem } from './job-details.ts'
import { printRows } from './print-rows.ts'
import { progressLines } from './progress-lines.ts'
import { startSampleConference } from './sample-server.ts'

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
    const { sessions, expected } = await readSamples(conference.origin)
    const batch = await submitConference(api, sessions)
    const jobs = await runBatch(api, batch, sessions)
    const rows = await checkConference({ service: stack.url, conference, jobs, expected, out })
    printRows(rows)
    const missing = expected.filter((entry) => !rows.some(({ session }) => session === entry.session))
    for (const { session } of missing) console.log(`There is no job for ${session}`)
    const good = missing.length === 0 && rows.every((row) => row.problems.length === 0)
    const site = await fetchSite(api, batch, out)
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    console.log(
      `\n${good ? 'Everything is as expected' : 'NOT as expected'}, in ${seconds} s. Results are in ${out}`,
    )
    // Its recordings were on the server of the sample conference, which ends here.
    console.log(`The site of the conference is in ${site}\nShow it in a browser: npx -y serve "${site}"`)
    return good
  } finally {
    await stop()
  }
}

async function runBatch(api: string, batch: string, sessions: Session[]): Promise<JobItem[]> {
  const show = progressLines(process.stdout)
  const limit = performance.now() + limitMinutes * 60_000
  for (;;) {
    const jobs = await jobsOfBatch(api, batch)
    const inOrder = sessions.flatMap(
      ({ session }) => jobs.find((job) => job.parameters.session === session) ?? [],
    )
    show(inOrder.map((job) => ({ title: job.parameters.session, status: job.status, ...job.progress })))
    if (inOrder.every(hasEnded)) return inOrder
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
