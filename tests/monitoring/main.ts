/**
 * `npm run test:monitoring`: the rules by promtool, and every query of docs/operations.md by a real Prometheus over a real
 * run, whose figures are compared with the database. Says so and ends well where Prometheus is not installed.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { until } from '@async-events/testkit/until'
import { MongoClient } from 'mongodb'
import { apiClient } from '../e2e/api-client.ts'
import { startService } from '../e2e/service.ts'
import { startFakeConference } from '../harness/fake-conference.ts'
import { startWebhookReceiver } from '../harness/webhook-receiver.ts'
import { comparisons, differences } from './compare-figures.ts'
import { monitoring, questions } from './read-operations.ts'
import { startPrometheus } from './start-prometheus.ts'
import { readTruth, stepsOf } from './truth.ts'

const isInstalled = (tool: string): boolean => spawnSync(tool, ['--version']).status === 0
if (!isInstalled('promtool') || !isInstalled('prometheus')) {
  console.log(
    'Skipped: prometheus and promtool are not installed (apt-get install --no-install-recommends prometheus).',
  )
  process.exit(0)
}

for (const args of [
  ['check', 'config', 'prometheus.yml'],
  ['check', 'rules', 'rules.yml'],
  ['test', 'rules', 'rules.test.yml'],
]) {
  const { status } = spawnSync('promtool', args, { cwd: monitoring, stdio: 'inherit' })
  if (status !== 0) process.exit(1)
}

const conference = await startFakeConference()
const receiver = await startWebhookReceiver({ failing: 0.3, hanging: 0 })
const service = await startService({
  env: {
    FETCH_ALLOW: `${conference.host},${receiver.host},127.0.0.1:9`,
    WEBHOOK_SECRET: receiver.secret,
    WORKER_CONCURRENCY: '1',
    KEEPER_INTERVAL: '1s',
    TRANSCRIPT_ENGINE: 'none',
  },
})
const prometheus = await startPrometheus(new URL(service.url).host)
const mongo = await MongoClient.connect(service.envOf('api').MONGODB_URI ?? '')
const db = mongo.db()
const close = async (): Promise<void> => {
  await prometheus.stop()
  await mongo.close()
  await service.stop()
  await receiver.close()
  await conference.close()
}
process.once('SIGINT', () => close().finally(() => process.exit(130)))
process.once('SIGTERM', () => close().finally(() => process.exit(143)))

const client = apiClient(service.url)
const session = conference.session
const longest = 180_000
let failed = 0

/** Figures come with the next census and scrape: they are asked until they agree, or the time is over. */
async function compare(when: 'busy' | 'at rest', limitMs: number): Promise<void> {
  const open = comparisons.flatMap(({ title, figures }, question) =>
    figures.flatMap((figure, at) =>
      figure.when === when ? [{ title, figure, query: questions[question]?.queries[at] ?? '' }] : [],
    ),
  )
  const begun = performance.now()
  const lines = new Map<string, string>()
  for (let left = open; left.length > 0; ) {
    const truth = await readTruth(db)
    const still = []
    for (const one of left) {
      const found = await prometheus.query(one.query)
      const expected = one.figure.expected(truth)
      const problems = differences(found, expected, one.figure)
      const shown = [...found]
        .map(([key, value]) => `${key || 'value'}=${Number(value.toFixed(3))}`)
        .join(', ')
      lines.set(
        one.query,
        problems.length === 0
          ? `ok      ${one.query}\n        ${shown}`
          : `FAILED  ${one.query}\n        ${problems.join('; ')}`,
      )
      if (problems.length > 0) still.push(one)
    }
    left = still
    if (performance.now() - begun > limitMs) break
  }
  console.log(`\n${when === 'busy' ? 'While steps run and wait' : 'After the run'}:`)
  for (const { query } of open) console.log(lines.get(query))
  failed += [...lines.values()].filter((line) => line.startsWith('FAILED')).length
}

try {
  // Successes, failures, retries, webhooks that come at the second attempt, and some that never come.
  const hook = { url: receiver.url, events: ['job.completed', 'job.failed'] as const }
  const jobsOf = (kinds: readonly Parameters<typeof session>[0][], first: number) =>
    kinds.map((kind, at) => ({ parameters: session(kind, first + at) }))
  const submit = async (kinds: Parameters<typeof jobsOf>[0], first: number, url: string): Promise<string> => {
    const { batch } = await client.createBatch({
      body: { jobs: jobsOf(kinds, first), webhook: { url, events: [...hook.events] } },
    })
    return batch.batch_id
  }
  const mixed = [
    'plain',
    'plain',
    'plain',
    'plain',
    'slides',
    'slides',
    'long',
    'gone',
    'gone',
    'flaky',
    'down',
  ] as const
  const batches = [
    await submit(mixed, 1, receiver.url),
    await submit(['plain', 'plain'], 20, 'http://127.0.0.1:9/'),
  ]
  for (const id of batches) await client.waitForBatch(id, { timeoutMs: longest })
  // From the cache.
  await client.waitForBatch(await submit(['plain', 'plain', 'plain'], 1, receiver.url), {
    timeoutMs: longest,
  })

  // Paused and delayed, to the end of the run.
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString()
  const { batch } = await client.createBatch({
    body: { jobs: jobsOf(['plain', 'plain', 'plain'], 30).map((job) => ({ ...job, not_before: tomorrow })) },
  })
  await client.toggleBatchActive({ path: { batch_id: batch.batch_id }, body: { isActive: false } })
  await client.createJob({ body: { parameters: session('plain', 40), not_before: tomorrow } })

  // One runs, the others wait: a late page takes a quarter of a minute.
  const late = []
  for (const number of [50, 51, 52])
    late.push((await client.createJob({ body: { parameters: session('late', number) } })).job.job_id)
  const runningStep = async () => stepsOf(await readTruth(db)).find(({ status }) => status === 'running')
  await until(async () => (await runningStep()) !== undefined, 30_000, 'a late page is read')
  const held = new AbortController()
  const open = [
    fetch(`${service.api}/jobs/${late[2]}/events`, { signal: held.signal }),
    fetch(`${service.api}/jobs/${late[2]}?wait=60`, { signal: held.signal }),
  ].map((one) => one.then((answer) => answer.text()).catch(() => {}))
  await compare('busy', 12_000)
  held.abort()
  await Promise.all(open)

  // A worker that freezes loses its lease.
  const frozen = await until(runningStep, 30_000, 'another late page is read')
  const worker = service.pidOf('worker-scrape')
  process.kill(worker, 'SIGSTOP')
  try {
    const hasExpired = async () => stepsOf(await readTruth(db)).some(({ crashes }) => crashes > 0)
    await until(hasExpired, 60_000, `the lease of ${frozen?.id} runs out`)
  } finally {
    process.kill(worker, 'SIGCONT')
  }
  for (const id of late) await client.waitForJob(id, { timeoutMs: longest })
  await compare('at rest', 30_000)

  const memory = await prometheus.query(
    'max by (process) (max_over_time(process_resident_memory_bytes[15m])) / 1048576',
  )
  console.log('\nHighest memory of the processes in MiB:')
  for (const [name, value] of memory) console.log(`        ${name} ${Math.round(value)}`)
} finally {
  await close()
}
const all = questions.reduce((sum, { queries }) => sum + queries.length, 0)
console.log(
  `\n${all - failed} of ${all} queries of ${join('docs', 'operations.md')} agree with the database.`,
)
process.exit(failed === 0 ? 0 : 1)
