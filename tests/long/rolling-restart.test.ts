import { until } from '@async-events/testkit/until'
import { MongoClient } from 'mongodb'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkProcesses } from '../chaos/check/check-processes.ts'
import { dumpDatabase } from '../chaos/collect-evidence.ts'
import { driveLoad } from '../chaos/drive-load.ts'
import { eventNumbers } from '../chaos/event-numbers.ts'
import type { Submission } from '../chaos/plan-load.ts'
import { untilQuiet } from '../chaos/until-quiet.ts'
import { type FakeConference, startFakeConference } from '../harness/fake-conference.ts'
import { entriesOf, openHistory } from '../harness/history.ts'
import { type Cluster, smallSize, startCluster } from '../harness/start-cluster.ts'

const history = openHistory(null)
let conference: FakeConference
let cluster: Cluster
let mongo: MongoClient

beforeAll(async () => {
  conference = await startFakeConference({ withSound: false, slowMs: [500, 2_500] })
  cluster = await startCluster({
    history,
    size: smallSize,
    environment: process.env,
    env: { FETCH_ALLOW: conference.host, KEEPER_INTERVAL: '1000ms' },
  })
  mongo = new MongoClient(cluster.servers.directMongodbUri)
})
afterAll(async () => {
  await mongo?.close()
  await cluster?.stopApps()
  await cluster?.remove()
  await conference?.close()
})

/** A job each quarter of a second as long as it is wanted: slow ones, so that each worker has some in hand. */
function singleJobs(count: number): Submission[] {
  return Array.from({ length: count }, (_, number) => ({
    at_ms: number * 250,
    key: `rolling-${number}`,
    pages: [{ page: number % 2 === 0 ? ('slow' as const) : ('plain' as const), number }],
    isBatch: false,
    webhook: false,
    watch: number % 10 === 0,
    intent: 'nothing' as const,
    after_ms: 0,
    pause: null,
  }))
}

it('SIGTERM to every app in turn under load: no error to a client, no attempt lost, exit code 0', async () => {
  const stopping = new AbortController()
  const numbersOf = (id: string) => eventNumbers(mongo.db(), id)
  const { signal } = stopping
  const deps = { client: cluster.client, conference, webhookUrl: '', history, numbersOf, signal }
  const load = driveLoad({ ...deps, sampleEveryMs: 200 }, singleJobs(400))
  for (const each of cluster.processes.values()) {
    const { pid } = each
    history.add({ kind: 'fault', fault: 'term', target: each.name, phase: 'begin' })
    expect(each.signal('SIGTERM')).toBe(true)
    // As a rolling restart does: the next one goes when this one is back.
    await until(() => each.pid !== pid && each.isReady, 60_000, `${each.name} is back`)
    await cluster.untilReady()
  }
  stopping.abort()
  await load.done
  expect(await untilQuiet(mongo.db(), 60_000, new AbortController().signal)).toBeNull()
  load.stop()
  await cluster.stopApps()

  const answers = entriesOf(history.entries, 'request')
  expect(answers.filter(({ status }) => status !== null && status >= 500)).toEqual([])
  const accepted = entriesOf(history.entries, 'accepted')
  expect(accepted.length).toBeGreaterThan(20)
  const dump = await dumpDatabase(mongo.db(), cluster.artifacts)
  expect(dump.jobs.map(({ status }) => status)).toEqual(dump.jobs.map(() => 'completed'))
  expect(dump.jobs.length).toBeGreaterThanOrEqual(accepted.length)
  const spent = dump.jobs.flatMap(({ steps }) =>
    Object.values(steps).map(({ attempts, crashes }) => attempts + crashes),
  )
  expect(spent).toEqual(spent.map(() => 0))
  const exits = entriesOf(history.entries, 'process').filter(({ what }) => what === 'exited')
  expect(exits.length).toBe(2 * cluster.processes.size)
  const files = { artifacts: [], leftovers: [] }
  expect(checkProcesses({ history: history.entries, received: [], dump, files, processes: [] })).toEqual([])
})
