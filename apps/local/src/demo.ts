import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { checkDocument } from './check-document.ts'
import { launch } from './launch.ts'
import { progressLines } from './progress-lines.ts'
import { sampleFolder, startSampleConference } from './sample-server.ts'
import { unpack } from './unpack.ts'

interface Session {
  session: string
  filename: string
}
interface Expected {
  session: string
  status: string
  error_code: string | null
}
interface JobItem {
  job_id: string
  status: string
  progress: { percent: number; step: string | null }
  parameters: { session: string }
  error: { code: string; message: string } | null
  results_summary: { archive_url: string | null } | null
}

/** `npm run demo`: the sample conference from its pages to documents and archives, through the real service. */
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
    // The sample conference is on this machine, which the service would not fetch from otherwise.
    extra: {
      FETCH_ALLOW: origin.host,
      LOG_LEVEL: 'warn',
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
    const sessions = await readSample<Session[]>('sessions.json', conference.origin)
    const expected = await readSample<Expected[]>('expected.json', conference.origin)
    const jobs = await runBatch(`${stack.url}/api/event-job`, sessions)
    const rows = await Promise.all(jobs.map((job) => collect(stack.url, job, expected, out)))
    print(rows)
    const good = rows.every((row) => row.problems.length === 0)
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    console.log(
      `\n${good ? 'Everything is as expected' : 'NOT as expected'}, in ${seconds} s. Results are in ${out}`,
    )
    return good
  } finally {
    await stop()
  }
}

async function readSample<T>(file: string, origin: string): Promise<T> {
  return JSON.parse((await readFile(join(sampleFolder, file), 'utf8')).replaceAll('{origin}', origin))
}

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
  const limit = performance.now() + 120_000
  for (;;) {
    const { jobs } = (await (await fetch(`${api}/jobs?batch_id=${batch.batch_id}&limit=1000`)).json()) as {
      jobs: JobItem[]
    }
    const inOrder = sessions.flatMap(
      ({ session }) => jobs.find((job) => job.parameters.session === session) ?? [],
    )
    show(inOrder.map((job) => ({ title: job.parameters.session, status: job.status, ...job.progress })))
    if (inOrder.every((job) => ['completed', 'failed', 'cancelled'].includes(job.status))) return inOrder
    if (performance.now() > limit) throw new Error('The batch did not end within two minutes.')
    await new Promise((done) => setTimeout(done, 250))
  }
}

interface Row {
  session: string
  outcome: string
  files: number
  problems: string[]
}

/** Downloads and unpacks what a job left, and compares it with what was expected. */
async function collect(url: string, job: JobItem, expected: Expected[], out: string): Promise<Row> {
  const { session } = job.parameters
  const wanted = expected.find((entry) => entry.session === session)
  const outcome = job.error ? `${job.status}: ${job.error.code}` : job.status
  const problems: string[] = []
  if (job.status !== wanted?.status || (job.error?.code ?? null) !== (wanted?.error_code ?? null)) {
    problems.push(`expected ${wanted?.status} ${wanted?.error_code ?? ''}; ${job.error?.message ?? ''}`)
  }
  const archiveUrl = job.results_summary?.archive_url
  if (job.status !== 'completed') return { session, outcome, files: 0, problems }
  if (!archiveUrl) return { session, outcome, files: 0, problems: [...problems, 'no archive'] }

  const answer = await fetch(url + archiveUrl)
  const name = /filename="([^"]+)\.zip"/.exec(answer.headers.get('content-disposition') ?? '')?.[1]
  if (!answer.ok || !answer.body || !name)
    return { session, outcome, files: 0, problems: [`download: ${answer.status}`] }
  await mkdir(out, { recursive: true })
  const archive = join(out, `${name}.zip`)
  await pipeline(
    Readable.fromWeb(answer.body as import('node:stream/web').ReadableStream),
    createWriteStream(archive),
  )
  const folder = join(out, name)
  await rm(folder, { recursive: true, force: true })
  const files = await unpack(archive, folder)
  const documents = files.filter((file) => file.endsWith('.md') && file.includes('/'))
  if (documents.length !== 1) problems.push(`${documents.length} documents in the archive`)
  for (const document of documents) problems.push(...(await checkDocument(join(folder, document))))
  return { session, outcome, files: files.length, problems }
}

function print(rows: Row[]): void {
  const width = Math.max(...rows.map((row) => row.session.length))
  const outcomeWidth = Math.max(...rows.map((row) => row.outcome.length), 'Outcome'.length)
  console.log(`\n${'Session'.padEnd(width)}  ${'Outcome'.padEnd(outcomeWidth)}  Files  As expected`)
  for (const { session, outcome, files, problems } of rows) {
    const verdict = problems.length === 0 ? 'yes' : `NO: ${problems.join('; ')}`
    console.log(
      `${session.padEnd(width)}  ${outcome.padEnd(outcomeWidth)}  ${String(files).padStart(5)}  ${verdict}`,
    )
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
