/**
 * `npm run test:cluster -- [--tag dev] [--load COMMAND] [--address IP] [--mongo IMAGE] [--redis IMAGE] [--pages N] [--keda IMAGE]`: the
 * chart on the cluster of KUBECONFIG, with kubectl, helm and go on the PATH, run on a node of it, since it asks Services by
 * their addresses. `--load`: a command that takes images of this machine into the cluster, whose names are appended.
 * `--keda`: an image of KEDA's operator, to see workers scaled from nothing and back.
 * `--address`: where pods reach this machine; the node's by default. It leaves nothing, also when a check fails.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import {
  checkConference,
  hasEnded,
  type JobItem,
  printRows,
  readSamples,
} from '@async-events/demo/check-conference'
import { startSampleConference } from '@async-events/demo/sample-server'
import { type Repeated, repeat } from '@async-events/testkit/repeat'
import { until } from '@async-events/testkit/until'
import { chartFolder, optionFiles, render } from '../../scripts/infra/chart.ts'
import { appNames, root } from '../../scripts/infra/infra-files.ts'
import { startSlowPages } from '../e2e/slow-pages.ts'
import { addCustomResources } from './custom-resources.ts'
import { startGateway } from './gateway.ts'
import { startKedaOperator } from './keda-operator.ts'
import { addressOf, apply, componentOf, helm, isReady, kubectl, podsOf, run } from './kubernetes.ts'
import { type SubmittedJob, startLoad } from './load.ts'
import { openReport, tableOf } from './report.ts'
import { startStores } from './stores.ts'

const { values: options } = parseArgs({
  options: {
    tag: { type: 'string', default: 'dev' },
    load: { type: 'string' },
    address: { type: 'string' },
    mongo: { type: 'string', default: 'mongo:8.0' },
    redis: { type: 'string', default: 'redis:7.4' },
    pages: { type: 'string', default: '100' },
    keda: { type: 'string' },
  },
})

const release = 'events'
const namespace = 'async-events-test'
const storesNamespace = 'async-events-test-stores'
const chart = join(root, chartFolder)
const ofRelease = `app.kubernetes.io/instance=${release}`
const name = (app: string): string => `${release}-async-events-${app}`
const tenMinutes = 600_000

const report = openReport()
const closers: (() => Promise<unknown>)[] = []
let ended = false

/** Last first; a failure of one does not keep the others. */
async function close(): Promise<void> {
  if (ended) return
  ended = true
  for (const closer of closers.reverse()) {
    await closer().catch((error: unknown) => console.error(error instanceof Error ? error.message : error))
  }
}
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void close().finally(() => process.exit(1)))

const addressOfNode = async (): Promise<string> => {
  const { items } = JSON.parse(await kubectl('get', 'nodes', '-o', 'json'))
  const addresses: { type: string; address: string }[] = items[0].status.addresses
  return addresses.find(({ type }) => type === 'InternalIP')?.address ?? '127.0.0.1'
}

async function test(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'async-events-cluster-test-'))
  closers.push(() => rm(folder, { recursive: true, force: true }))
  const address = options.address ?? (await addressOfNode())
  const images = appNames()
    .filter((app) => app !== 'mcp')
    .map((app) => `async-events-${app}:${options.tag}`)
  if (options.load !== undefined) {
    const [command = '', ...args] = options.load.split(' ')
    await report.check('images in the cluster', async () => {
      const others = options.keda === undefined ? [] : [options.keda]
      await run(command, [...args, ...images, options.mongo, options.redis, ...others])
      return `${images.length} of tag ${options.tag}`
    })
  }

  // Removed after the namespaces, whose end waits for every kind that was known.
  const resources = await addCustomResources()
  closers.push(resources.remove)
  closers.push(async () => {
    // A worker would wait for its stores, as long as its grace is.
    await kubectl('delete', 'pods', '--all', '-n', namespace, '--grace-period=0', '--force').catch(() => '')
    await kubectl('delete', 'namespace', namespace, storesNamespace, '--ignore-not-found', '--timeout=300s')
  })
  const restricted = {
    'pod-security.kubernetes.io/enforce': 'restricted',
    'pod-security.kubernetes.io/warn': 'restricted',
  }
  await apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels: restricted } })
  await apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: storesNamespace } })

  // Unknown fields and violations of Pod Security are errors.
  const strictly = ['--dry-run=server', '--validate=strict', '--warnings-as-errors', '-n', namespace]
  for (const file of optionFiles()) {
    await report.check(`option ${file.split('/').at(-1)}: dry run on the server`, async () => {
      const manifests = render(file)
      const said = (await apply(manifests, ...strictly)).trim().split('\n')
      return `${said.length} objects are valid`
    })
  }

  const stores = await startStores({
    namespace: storesNamespace,
    claimNamespace: namespace,
    images: { mongo: options.mongo, redis: options.redis },
  })
  closers.push(stores.remove)
  const conference = await startSampleConference({ host: address })
  closers.push(conference.close)
  const pages = await startSlowPages(1_000, address)
  closers.push(pages.close)

  const valuesFile = join(folder, 'values.json')
  const values = {
    image: { tag: options.tag },
    secrets: {
      MONGODB_URI: stores.mongodbUri,
      REDIS_URL: stores.redisUrl,
      SECRETS_KEY: Buffer.alloc(32, 7).toString('base64'),
    },
    artifacts: { existingClaim: stores.claim },
    // The conference and the pages are on this machine.
    config: { FETCH_ALLOW: `${new URL(conference.origin).host},${pages.host}` },
    networkPolicy: { extraEgress: [{ to: [{ ipBlock: { cidr: `${address}/32` } }] }] },
  }
  await writeFile(valuesFile, JSON.stringify(values))
  const place = ['-n', namespace, '--wait', '--timeout', '15m']
  await report.check('helm install, every pod ready', async () => {
    closers.push(() => helm('uninstall', release, '-n', namespace, '--ignore-not-found'))
    await helm('install', release, chart, '-f', valuesFile, ...place)
    const pods = await podsOf(namespace, ofRelease)
    const waiting = pods.filter((pod) => !isReady(pod))
    if (waiting.length > 0) throw new Error(`not ready: ${waiting.map(({ metadata }) => metadata.name)}`)
    const restarts = pods
      .flatMap(({ status }) => status.containerStatuses ?? [])
      .map((one) => one.restartCount)
    return `${pods.length} pods under Pod Security restricted, ${restarts.reduce((sum, one) => sum + one, 0)} restarts`
  })

  const service = await addressOf(namespace, name('api'))
  const gateway = await startGateway(service, 'operator')
  closers.push(gateway.close)
  const api = `${gateway.url}/api/event-job`
  const { sessions, expected } = await readSamples(conference.origin)

  /** Sessions as jobs of one batch, without what earlier ones left in the cache. */
  async function submit(list: readonly object[]): Promise<string> {
    const answer = await fetch(`${api}/batches`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ use_cache: false, jobs: list.map((parameters) => ({ parameters })) }),
    })
    if (answer.status !== 201) throw new Error(`the batch was refused: ${await answer.text()}`)
    return ((await answer.json()) as { batch: { batch_id: string } }).batch.batch_id
  }
  /** None while the API cannot tell; what it says instead is printed. */
  async function jobsOf(batch: string): Promise<JobItem[]> {
    try {
      const answer = await fetch(`${api}/jobs?batch_id=${batch}&limit=1000`)
      if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
      return ((await answer.json()) as { jobs: JobItem[] }).jobs
    } catch (error) {
      console.log(`  the list of jobs: ${error instanceof Error ? error.message : error}`)
      return []
    }
  }
  const endOf = (batch: string, count: number): Promise<JobItem[]> =>
    until(
      async () => {
        const jobs = await jobsOf(batch)
        return jobs.length === count && jobs.every(hasEnded) && jobs
      },
      tenMinutes,
      `the ${count} jobs of ${batch} end`,
      1_000,
    )
  async function asExpected(jobs: readonly JobItem[]): Promise<string> {
    const rows = await checkConference({
      service: gateway.url,
      conference,
      jobs,
      expected,
      out: join(folder, 'out'),
    })
    printRows(rows)
    const wrong = rows.filter(({ problems }) => problems.length > 0)
    if (wrong.length > 0 || rows.length !== expected.length)
      throw new Error(`not as expected: ${wrong.map(({ session, problems }) => `${session}: ${problems}`)}`)
    return `${rows.length} sessions as expected`
  }

  await report.check('sample conference, as in the demo', async () =>
    asExpected(await endOf(await submit(sessions), sessions.length)),
  )

  const count = Number(options.pages)
  const keeper = await addressOf(namespace, name('keeper'))
  await report.check(
    'helm upgrade under load, with a running batch and two worker pods deleted',
    async () => {
      let number = 1_000
      const load = startLoad({
        service,
        callers: 6,
        everyMs: 300,
        session: () => pages.session(number++),
      })
      let most = 0
      const watching = watchQueues(`${keeper}/queues`, (total) => {
        most = Math.max(most, total)
      })
      try {
        const batches = [await submit(pages.sessions(count)), await submit(sessions)]
        await until(
          async () => (await jobsOf(batches[1] ?? '')).some(({ status }) => status === 'processing'),
          60_000,
          'the batches run',
        )
        const before = await podsOf(namespace, ofRelease)
        const podOf = (app: string): string =>
          before.find((pod) => componentOf(pod) === app)?.metadata.name ?? ''
        // One may finish its steps, one is killed under them.
        await kubectl('delete', 'pod', podOf('worker-scrape'), '-n', namespace, '--wait=false')
        await kubectl(
          'delete',
          'pod',
          podOf('worker-video'),
          '-n',
          namespace,
          '--wait=false',
          '--grace-period=1',
        )
        await helm('upgrade', release, chart, '-f', valuesFile, '--set', 'config.LOG_LEVEL=warn', ...place)
        const replaced = new Set((await podsOf(namespace, ofRelease)).map(({ metadata }) => metadata.name))
        if (before.some(({ metadata }) => replaced.has(metadata.name) && !metadata.deletionTimestamp)) {
          await until(
            async () => {
              const now = (await podsOf(namespace, ofRelease)).map(({ metadata }) => metadata.name)
              return !before.some(({ metadata }) => now.includes(metadata.name))
            },
            tenMinutes,
            'the pods from before the upgrade end',
            1_000,
          )
        }
        // More would only put off the end of the batches.
        await load.stop()
        const ofPages = await endOf(batches[0] ?? '', count)
        const unfinished = await lost(service, load.jobs())
        const failed = load.failures()
        const incomplete = ofPages.filter(({ status }) => status !== 'completed').length
        const conferenceAgain = await asExpected(await endOf(batches[1] ?? '', sessions.length))
        const found = `${load.answered() + failed.length} requests, ${failed.length} failed; ${count} pages and ${load.jobs().length} submitted jobs, ${incomplete + unfinished} lost; ${conferenceAgain}; at most ${most} steps at /queues`
        if (failed.length + incomplete + unfinished > 0)
          throw new Error(`${found}: ${[...new Set(failed)].slice(0, 5).join('; ')}`)
        return found
      } finally {
        await Promise.all([watching.stop(), load.stop()])
      }
    },
  )

  await report.check('a queue at zero: its step is shown, and done once there is a worker', async () => {
    const scale = (replicas: number) =>
      kubectl('scale', 'deployment', name('worker-transform'), '-n', namespace, `--replicas=${replicas}`)
    await scale(0)
    await until(
      async () =>
        !(await podsOf(namespace, ofRelease)).some((pod) => componentOf(pod) === 'worker-transform'),
      tenMinutes,
      'the workers end',
      500,
    )
    const batch = await submit(pages.sessions(1))
    const shown = await until(
      async () => (await totalsOf(`${keeper}/queues`)).transform === 1,
      60_000,
      'the step waits at /queues',
    )
    await scale(1)
    const [job] = await endOf(batch, 1)
    await until(async () => (await totalsOf(`${keeper}/queues`)).transform === 0, 60_000, 'nothing waits')
    if (job?.status !== 'completed') throw new Error(`its job is ${job?.status}`)
    return `transform.total 0 → ${Number(shown)} → 0`
  })

  await report.check('KEDA: its objects are accepted', async () => {
    await helm('upgrade', release, chart, '-f', valuesFile, '--set', 'keda.enabled=true', ...place)
    const objects = await kubectl('get', 'scaledobjects.keda.sh', '-n', namespace, '-o', 'name')
    const operator = await kubectl('get', 'deployments', '-A', '-l', 'app=keda-operator', '-o', 'name')
    return `${objects.trim().split('\n').length} ScaledObjects; ${operator.trim() === '' ? 'no operator here that would act on them' : operator.trim()}`
  })

  const { keda } = options
  if (keda !== undefined) {
    await report.check('KEDA: from nothing and back, with the sample conference', async () => {
      const operator = await startKedaOperator(keda, process.env.KUBECONFIG ?? '')
      closers.push(operator.remove)
      const soon = ['--set', 'keda.enabled=true,keda.cooldownPeriod=30,keda.pollingInterval=5']
      await helm('upgrade', release, chart, '-f', valuesFile, ...soon, ...place)
      const scaled = ['worker-audio', 'worker-pdf', 'worker-video']
      const here = async () => {
        const pods = await podsOf(namespace, ofRelease)
        return scaled.filter((app) => pods.some((pod) => componentOf(pod) === app))
      }
      await until(async () => (await here()).length === 0, tenMinutes, 'no worker without work', 1000)
      const batch = await submit(sessions)
      const came = new Set<string>()
      const watching = repeat(async () => {
        for (const app of await here().catch(() => [])) came.add(app)
      }, 1000)
      const jobs = await endOf(batch, sessions.length).finally(() => watching.stop())
      const outcome = await asExpected(jobs)
      if (came.size < scaled.length) throw new Error(`only ${[...came].join()} came; ${outcome}`)
      await until(async () => (await here()).length === 0, tenMinutes, 'all are gone again', 1000)
      return `0 → ${[...came].sort().join(', ')} → 0; ${outcome}`
    })
  }

  await report.check('helm uninstall leaves nothing', async () => {
    await helm('uninstall', release, '-n', namespace, '--wait', '--timeout', '15m')
    // Helm waits for its own objects; their pods end within their grace.
    await until(
      async () => (await podsOf(namespace, ofRelease)).length === 0,
      tenMinutes,
      'its pods have ended',
      1000,
    )
    const kinds = (await kubectl('api-resources', '--namespaced', '--verbs=list', '-o', 'name'))
      .split('\n')
      .filter((kind) => kind !== '' && !kind.startsWith('events'))
    const left = (
      await kubectl('get', kinds.join(','), '-n', namespace, '-l', ofRelease, '-o', 'name')
    ).trim()
    const helms = (await kubectl('get', 'secrets', '-n', namespace, '-l', 'owner=helm', '-o', 'name')).trim()
    if (left !== '' || helms !== '') throw new Error(`left: ${left} ${helms}`)
    return `nothing of ${kinds.length} kinds`
  })
}

/** How many of these jobs have not completed within ten minutes. */
async function lost(service: string, jobs: readonly SubmittedJob[]): Promise<number> {
  let open = [...jobs]
  await until(
    async () => {
      const states = await Promise.all(
        open.map(async (job) => {
          const headers = { 'x-user-id': job.user }
          const answer = await fetch(`${service}/api/event-job/jobs/${job.id}`, { headers })
          const body = (await answer.json()) as { job?: JobItem }
          return { job, status: body.job?.status }
        }),
      )
      open = states.filter(({ status }) => status !== 'completed').map(({ job }) => job)
      return open.length === 0
    },
    tenMinutes,
    'submitted jobs complete',
    1_000,
  ).catch(() => {})
  return open.length
}

async function totalsOf(url: string): Promise<Record<string, number>> {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}`)
  const page = (await answer.json()) as Record<string, { total: number }>
  return Object.fromEntries(Object.entries(page).map(([queue, { total }]) => [queue, total]))
}

/** Looks every second at the steps of all queues; a keeper that is replaced is asked again. */
const watchQueues = (url: string, see: (total: number) => void): Repeated =>
  repeat(async () => {
    const totals = await totalsOf(url).catch(() => ({}))
    see(Object.values(totals).reduce((sum, one) => sum + one, 0))
  }, 1_000)

try {
  await test()
} catch (error) {
  process.exitCode = 1
  console.error(error instanceof Error ? error.message : error)
  for (const args of [
    ['get', 'pods', '-n', namespace, '-o', 'wide'],
    ['get', 'events', '-n', namespace, '--sort-by=.lastTimestamp'],
  ])
    console.error((await kubectl(...args).catch(() => '')).split('\n').slice(-25).join('\n'))
} finally {
  console.log('cleaning up …')
  await close()
  console.log(`\n${tableOf(report.lines)}`)
}
