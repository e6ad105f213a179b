import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { type CreateIndexesOptions, type Document, MongoClient } from 'mongodb'

// `N` jobs of about 3 kB, read and written through the official driver; the server is a process of its own.
const N = Number(process.env.N ?? 100_000)
const ROUNDS = Number(process.env.ROUNDS ?? 15)
const BATCH = 1000
const STATUSES = ['pending', 'processing', 'completed', 'completed', 'completed', 'failed', 'cancelled']
const STEPS = ['scrape', 'video', 'audio', 'pdf-1', 'transform', 'archive']

type Job = Document & { _id: string }

function idOf(i: number, batch = Math.floor(i / BATCH)): string {
  return `job-${String(batch).padStart(5, '0')}-${String(i).padStart(8, '0')}`
}

function makeJob(i: number, batch = Math.floor(i / BATCH)): Job {
  const steps = Object.fromEntries(
    STEPS.map((name) => [
      name,
      {
        name,
        queue: name,
        optional: false,
        needs: [],
        status: 'completed',
        attempts: 1,
        crashes: 0,
        token: `token-${i}-${name}`,
        lease_until: null,
        due_at: null,
        percent: 100,
        message: 'done with this step after a while',
        output: { key: `public/sha256/${'0123456789abcdef'.repeat(4)}`, bytes: i, kind: 'application/pdf' },
      },
    ]),
  )
  return {
    _id: idOf(i, batch),
    schema_version: 1,
    rev: 1,
    revision: 1,
    job_type: 'session',
    job_name: `A talk about the number ${i}`,
    parameters: {
      track: `track ${i % 40}`,
      title: `A talk about the number ${i}`,
      abstract: 'x'.repeat(900),
    },
    status: STATUSES[i % STATUSES.length],
    run: { number: 1, from_step: null },
    steps,
    hold: null,
    hold_version: 0,
    ...(i % 50 === 0 ? { wake_at: new Date(1.7e12 + i) } : {}),
    outbox: [],
    seq: 0,
    batch_id: `batch-${batch}`,
    batch_place: i % BATCH,
    user_id: `user-${i % 200}`,
    deleted_at: null,
    listed: true,
    created_at: new Date(1.7e12 + i * 1000),
    updated_at: new Date(1.7e12 + i * 1000),
    rare: i % 7,
  }
}

const INDEXES: [Record<string, 1 | -1>, CreateIndexesOptions?][] = [
  [{ batch_id: 1, listed: 1, status: 1 }],
  [{ batch_id: 1, hold_version: 1 }],
  [{ batch_id: 1, listed: 1, created_at: -1, _id: -1 }],
  [{ user_id: 1, listed: 1, created_at: -1, _id: -1 }],
  [{ listed: 1, created_at: -1, _id: -1 }],
  [{ listed: 1, status: 1, created_at: -1, _id: -1 }],
  [{ external_id: 1 }, { sparse: true }],
  [{ wake_at: 1 }, { sparse: true }],
]

async function median(run: (round: number) => Promise<unknown>, rounds = ROUNDS): Promise<number> {
  const times: number[] = []
  await run(0)
  for (let round = 1; round <= rounds; round++) {
    const started = performance.now()
    await run(round)
    times.push(performance.now() - started)
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!
}

const rows: { what: string; 'median ms': string; unindexed: string; 'times faster': string }[] = []

function note(what: string, ms: number, unindexed?: number): void {
  rows.push({
    what,
    'median ms': ms.toFixed(1),
    unindexed: unindexed?.toFixed(0) ?? '',
    'times faster': unindexed === undefined ? '' : (unindexed / ms).toFixed(0),
  })
}

const folder = await mkdtemp(join(tmpdir(), 'embedded-mongo-bench-'))
const main = fileURLToPath(new URL('../packages/embedded-mongo/src/main.ts', import.meta.url))
const server = spawn(process.execPath, [main], {
  env: { ...process.env, DATA_FILE: join(folder, 'data.sqlite'), PORT: '0' },
  stdio: ['ignore', 'pipe', 'ignore'],
})
const [line] = (await once(createInterface(server.stdout), 'line')) as [string]
const client = await new MongoClient((JSON.parse(line) as { uri: string }).uri, { maxPoolSize: 60 }).connect()

try {
  const jobs = client.db('bench').collection<Job>('jobs')
  for (const [key, options] of INDEXES) await jobs.createIndex(key, options)

  const loading = performance.now()
  for (let i = 0; i < N; i += BATCH)
    await jobs.insertMany(Array.from({ length: Math.min(BATCH, N - i) }, (_, k) => makeJob(i + k)))
  const loaded = (performance.now() - loading) / 1000
  console.log(`${N} jobs inserted in ${loaded.toFixed(1)} s (${Math.round(N / loaded)} a second)\n`)

  const batches = Math.max(1, Math.floor(N / BATCH))
  const some = (round: number) => (round * 7919) % N
  const visible = { listed: true }
  const slow = (run: (round: number) => Promise<unknown>) => median(run, 1)

  note(
    'look-up by id',
    await median((r) => jobs.findOne({ _id: idOf(some(r)) })),
    await slow((r) => jobs.findOne({ job_name: `A talk about the number ${some(r) + N / 2}` })),
  )
  note(
    'newest 50 of a status',
    await median(() =>
      jobs
        .find({ ...visible, status: 'failed' })
        .sort({ created_at: -1, _id: -1 })
        .limit(50)
        .toArray(),
    ),
    await slow(() =>
      jobs
        .find({ ...visible, rare: 5 })
        .sort({ updated_at: -1, _id: -1 })
        .limit(50)
        .toArray(),
    ),
  )
  note(
    'newest 50 of an owner',
    await median((r) =>
      jobs
        .find({ ...visible, user_id: `user-${r}` })
        .sort({ created_at: -1, _id: -1 })
        .limit(50)
        .toArray(),
    ),
  )
  note(
    'newest 50 of a batch',
    await median((r) =>
      jobs
        .find({ ...visible, batch_id: `batch-${r % batches}` })
        .sort({ created_at: -1, _id: -1 })
        .limit(50)
        .toArray(),
    ),
  )
  note(
    'count by status',
    await median((r) => jobs.countDocuments({ status: STATUSES[r % STATUSES.length] })),
    await slow((r) => jobs.countDocuments({ rare: r % 7 })),
  )
  note(
    'state counts of a batch of 1000',
    await median((r) =>
      jobs
        .aggregate([
          { $match: { batch_id: `batch-${r % batches}`, listed: true } },
          { $group: { _id: '$status', n: { $sum: 1 } } },
        ])
        .toArray(),
    ),
    await slow(() =>
      jobs.aggregate([{ $match: { rare: 1 } }, { $group: { _id: '$status', n: { $sum: 1 } } }]).toArray(),
    ),
  )
  note(
    'state counts of 100 batches',
    await median(() =>
      jobs
        .aggregate([
          {
            $match: {
              batch_id: { $in: Array.from({ length: 100 }, (_, i) => `batch-${i}`) },
              listed: true,
            },
          },
          { $group: { _id: { batch: '$batch_id', status: '$status' }, n: { $sum: 1 } } },
        ])
        .toArray(),
    ),
  )
  note(
    'due jobs, oldest 500',
    await median(() =>
      jobs
        .find({ wake_at: { $lte: new Date() } })
        .sort({ wake_at: 1 })
        .limit(500)
        .toArray(),
    ),
  )
  note(
    'updateMany of 1000 jobs',
    await median(
      (r) =>
        jobs.updateMany(
          { batch_id: 'batch-0', hold_version: { $lt: r + 1 } },
          { $set: { hold: r % 2 ? 'paused' : null, hold_version: r + 1 } },
        ),
      5,
    ),
  )
  note(
    'insertMany of 1000 jobs',
    await median(
      (r) =>
        jobs.insertMany(Array.from({ length: BATCH }, (_, i) => makeJob(N + r * BATCH + i, batches + r))),
      5,
    ),
  )
  console.table(rows)

  const seconds = Number(process.env.SECONDS ?? 3)
  let done = 0
  const until = performance.now() + seconds * 1000
  await Promise.all(
    Array.from({ length: 50 }, async (_, lane) => {
      for (let round = 0; performance.now() < until; round++) {
        const _id = idOf((lane * 131 + round * 50) % N)
        await jobs.findOneAndUpdate(
          { _id, hold: null },
          {
            $set: {
              'steps.scrape.status': 'running',
              'steps.scrape.lease_until': new Date(),
              wake_at: new Date(),
            },
            $inc: { rev: 1, revision: 1 },
            $max: { 'steps.scrape.percent': 40 },
          },
          { returnDocument: 'after' },
        )
        done++
      }
    }),
  )
  console.log(`findOneAndUpdate with 50 in flight: ${Math.round(done / seconds)} a second`)
} finally {
  await client.close()
  server.kill('SIGTERM')
  await once(server, 'exit')
  await rm(folder, { recursive: true, force: true })
}
