import { cpSync, existsSync, readdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { Redis } from 'ioredis'
import { type Db, MongoClient } from 'mongodb'
import { startFakeConference } from '../harness/fake-conference.ts'
import { entriesOf, type History, type JobCounts, openHistory } from '../harness/history.ts'
import { type Cluster, type ClusterSize, fullSize, startCluster } from '../harness/start-cluster.ts'
import { watchResources } from '../harness/watch-resources.ts'
import { startWebhookReceiver } from '../harness/webhook-receiver.ts'
import { deletedOf } from './check/check-accepted.ts'
import { checkRun } from './check/check-run.ts'
import type { Violation } from './check/invariants.ts'
import { dumpDatabase, listArtifacts, listLeftovers } from './collect-evidence.ts'
import { driveLoad, sampleBatch, unlessAborted, verifyResult } from './drive-load.ts'
import { eventNumbers } from './event-numbers.ts'
import type { Evidence } from './evidence.ts'
import type { Submission } from './plan-load.ts'
import { playSchedule } from './play-schedule.ts'
import { probe } from './probe.ts'
import type { Schedule } from './schedule.ts'
import { untilQuiet } from './until-quiet.ts'

export interface ChaosOptions {
  /** Created once the cluster's capabilities are known. */
  schedule: Schedule | ((about: ScheduleFacts) => Schedule)
  submissions: readonly Submission[]
  size?: ClusterSize
  /** File of the history; none when null. */
  out: string | null
  /** After the last fault and the last request everything must have ended within this time, in milliseconds. */
  settleMs?: number
  /** A module that every app loads before itself: a build that is broken on purpose. */
  preload?: string
  env?: Record<string, string>
  environment: Record<string, string | undefined>
  diskMegabytes?: number
  sampleEveryMs?: number
  slowMs?: [number, number]
  withSound?: boolean
  webhooks?: { failing?: number; hanging?: number }
  /** Aborts the run. */
  signal?: AbortSignal
  /** Receives progress each second. */
  report?(line: string): void
}

export interface ScheduleFacts {
  processes: readonly string[]
  ownServers: boolean
  ownDisk: boolean
}

export interface ChaosResult {
  schedule: Schedule
  evidence: Evidence
  violations: Violation[]
  notes: string[]
}

const sweepEveryMs = 5_000

/** One run: a cluster under load and faults, then idle time, then all invariants are checked. */
export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  const { signal = new AbortController().signal, report = () => {}, size = fullSize } = options
  const history = openHistory(options.out === null ? null : join(options.out, 'history.jsonl'))
  const receiver = await startWebhookReceiver(options.webhooks)
  const conference = await startFakeConference({
    withSound: options.withSound ?? true,
    ...(options.slowMs ? { slowMs: options.slowMs } : {}),
  })
  let cluster: Cluster | null = null
  try {
    cluster = await startCluster({
      history,
      size,
      environment: options.environment,
      diskMegabytes: options.diskMegabytes ?? 0,
      env: {
        FETCH_ALLOW: `${conference.host},${receiver.host}`,
        WEBHOOK_SECRET: receiver.secret,
        KEEPER_SWEEP_INTERVAL: `${sweepEveryMs}ms`,
        KEEPER_INTERVAL: '1000ms',
        ...(options.preload ? { NODE_OPTIONS: `--import ${pathToFileURL(options.preload).href}` } : {}),
        ...options.env,
      },
    })
    return await withCluster(cluster, { ...options, signal, report, size }, { history, receiver, conference })
  } finally {
    await cluster?.stopApps()
    await cluster?.remove()
    await Promise.all([receiver.close(), conference.close(), history.close()])
  }
}

type Running = ChaosOptions & Required<Pick<ChaosOptions, 'signal' | 'report' | 'size'>>

async function withCluster(
  cluster: Cluster,
  options: Running,
  around: {
    history: History
    receiver: Awaited<ReturnType<typeof startWebhookReceiver>>
    conference: Awaited<ReturnType<typeof startFakeConference>>
  },
): Promise<ChaosResult> {
  const { signal, report, settleMs = 180_000 } = options
  const { history, receiver, conference } = around
  const ownServers = cluster.servers.areOwn
  const facts = { processes: [...cluster.processes.keys()], ownServers, ownDisk: cluster.hasOwnDisk }
  const schedule = typeof options.schedule === 'function' ? options.schedule(facts) : options.schedule
  const notes = [
    ...(ownServers ? [] : ['Servers are named by the environment: they were only cut off, never ended.']),
    ...(cluster.hasOwnDisk ? [] : ['The artifacts had no disk of their own, so none was filled.']),
  ]
  const mongo = new MongoClient(cluster.servers.directMongodbUri, { serverSelectionTimeoutMS: 5_000 })
  const db = mongo.db()
  const looking = new AbortController()
  const work = join(cluster.folder, 'data', 'work')
  const resources = watchResources({ folder: cluster.folder, work }, history)
  const watching = watchJobs(db, cluster, history, looking.signal, report)
  const deps = { client: cluster.client, conference, webhookUrl: receiver.url, history }
  try {
    history.add({ kind: 'phase', phase: 'load' })
    const load = driveLoad(
      {
        ...deps,
        signal,
        numbersOf: (id) => eventNumbers(db, id),
        sampleEveryMs: options.sampleEveryMs ?? 500,
      },
      options.submissions,
    )
    await Promise.all([load.done, playSchedule(cluster, schedule, history, signal)])
    history.add({ kind: 'phase', phase: 'load-ended' })
    report('load and faults are over; waiting for everything to end')
    const problem = await untilQuiet(db, settleMs, signal)
    if (problem === null) history.add({ kind: 'phase', phase: 'settled' })
    else report(`not everything has ended: ${problem}`)
    load.stop()
    await Promise.race([load.streams(), wait(problem === null ? 60_000 : 1_000, undefined, { ref: false })])

    // The last killed process restarts and cleans up its predecessor's files.
    await cluster.untilReady()
    if (problem === null) {
      report('probing')
      await probe({ ...deps, signal }).catch(unlessAborted(signal))
      await untilQuiet(db, 10_000, signal)
    }
    await verifyAll(deps, history)
    report('comparing files')
    await untilSwept(db, cluster)
    history.add({ kind: 'phase', phase: 'swept' })
  } finally {
    looking.abort()
    await watching
    resources.stop()
  }
  const dump = await dumpDatabase(db, cluster.artifacts)
  const artifacts = listArtifacts(cluster.artifacts)
  await mongo.close()
  report('stopping')
  const servers = new Set(['redis-server', 'embedded-mongo'])
  await cluster.stopApps()
  history.add({ kind: 'phase', phase: 'stopped' })
  const evidence: Evidence = {
    history: history.entries,
    received: receiver.received,
    dump,
    files: {
      artifacts,
      leftovers: listLeftovers({
        artifacts: cluster.artifacts,
        data: join(cluster.folder, 'data'),
        temporary: join(cluster.folder, 'tmp'),
      }),
    },
    processes: cluster
      .running()
      .filter(({ command }) => ![...servers].some((server) => command.includes(server))),
  }
  const violations = checkRun(evidence)
  if (violations.length > 0 && options.out !== null)
    cpSync(cluster.logs, join(options.out, 'logs'), { recursive: true })
  return { schedule, evidence, violations, notes }
}

const noCounts: JobCounts = { pending: 0, processing: 0, completed: 0, failed: 0, cancelled: 0 }

/** Polls job states each second, bypassing the service. */
async function watchJobs(
  db: Db,
  { servers, processes }: Cluster,
  history: History,
  signal: AbortSignal,
  report: (line: string) => void,
): Promise<void> {
  const redis = new Redis(servers.directRedisUrl, { maxRetriesPerRequest: 1, commandTimeout: 1_000 })
  redis.on('error', () => {})
  const started = performance.now()
  while (!signal.aborted) {
    const rows = await db
      .collection('jobs')
      .aggregate<{ _id: keyof JobCounts; n: number }>([{ $group: { _id: '$status', n: { $sum: 1 } } }], {
        maxTimeMS: 2_000,
      })
      .toArray()
      .catch(() => null)
    if (rows) {
      const counts = { ...noCounts, ...Object.fromEntries(rows.map(({ _id, n }) => [_id, n])) }
      history.add({ kind: 'jobs', counts })
      const faults = openFaults(history)
      const down = [...processes.values()].filter(({ pid }) => pid === null).map(({ name }) => name)
      report(
        [
          `${String(Math.round((performance.now() - started) / 1000)).padStart(4)} s`,
          `waiting ${counts.pending}`,
          `processing ${counts.processing}`,
          `completed ${counts.completed}`,
          `failed ${counts.failed}`,
          `cancelled ${counts.cancelled}`,
          ...(faults.length > 0 ? [`| ${faults.join(', ')}`] : []),
          ...(down.length > 0 ? [`| down: ${down.join(', ')}`] : []),
        ].join('  '),
      )
    }
    await wait(1_000, undefined, { signal }).catch(() => {})
  }
  redis.disconnect()
}

function openFaults(history: History): string[] {
  const open = new Map<string, number>()
  for (const { fault, target, phase } of entriesOf(history.entries, 'fault')) {
    const name = `${fault} ${target}`
    open.set(name, (open.get(name) ?? 0) + (phase === 'begin' ? 1 : -1))
  }
  return [...open].flatMap(([name, count]) => (count > 0 ? [name] : []))
}

/** Reads every job with its archive, and the counters of every batch, once all has ended. */
async function verifyAll(deps: Parameters<typeof verifyResult>[0], { entries }: History): Promise<void> {
  const isDeleted = deletedOf({ history: entries })
  const accepted = entriesOf(entries, 'accepted')
  const ids = accepted.flatMap(({ job_ids }) => job_ids.filter((id) => !isDeleted(id)))
  await inParallel(ids, 6, (id) => verifyResult(deps, id))
  const batches = accepted.flatMap(({ batch_id }) =>
    batch_id !== null && !isDeleted(batch_id) ? [batch_id] : [],
  )
  await inParallel(batches, 4, (id) => sampleBatch(deps, id))
}

async function inParallel<T>(
  list: readonly T[],
  atOnce: number,
  act: (item: T) => Promise<void>,
): Promise<void> {
  const rest = list[Symbol.iterator]()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of rest) await act(item)
    }),
  )
}

/**
 * The keeper spares what is younger than an hour. So every file is made older than that, and then the sweep must remove
 * exactly what nothing refers to.
 */
async function untilSwept(db: Db, { artifacts }: Cluster): Promise<void> {
  const old = new Date(Date.now() - 2 * 3_600_000)
  for (const entry of readdirSync(artifacts, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile() && existsSync(path)) utimesSync(path, old, old)
  }
  const end = performance.now() + 6 * sweepEveryMs
  while (performance.now() < end) {
    const { references } = await dumpDatabase(db, artifacts)
    const known = new Set(references)
    const orphans = listArtifacts(artifacts).some(({ key }) => !known.has(key))
    const leftovers = listLeftovers({ artifacts, data: '', temporary: '' })
    if (!orphans && leftovers.length === 0) return
    await wait(1_000)
  }
}
