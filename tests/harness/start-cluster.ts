import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type QueueName, queueNames } from '@async-events/core'
import { freePort } from '@async-events/testkit/free-port'
import { inherited } from '@async-events/testkit/inherited'
import { until } from '@async-events/testkit/until'
import { type ClusterClient, openClusterClient } from './cluster-client.ts'
import { type FoundProcess, findProcesses } from './find-processes.ts'
import type { History } from './history.ts'
import { type Servers, startServers } from './start-servers.ts'
import { type SupervisedProcess, superviseProcess } from './supervised-process.ts'

/** How many of each. */
export type ClusterSize = Record<'api' | 'keeper' | `worker-${QueueName}`, number>

const ofEachWorker = (count: number) =>
  Object.fromEntries(queueNames.map((name) => [`worker-${name}`, count])) as Record<
    `worker-${QueueName}`,
    number
  >

export const fullSize: ClusterSize = {
  api: 2,
  keeper: 2,
  ...ofEachWorker(1),
  'worker-scrape': 2,
  'worker-transform': 2,
}

/** For pages alone. */
export const smallSize: ClusterSize = {
  api: 2,
  keeper: 1,
  ...ofEachWorker(0),
  'worker-scrape': 2,
  'worker-transform': 2,
}

export interface ClusterOptions {
  history: History
  size?: ClusterSize
  /** Variables of the apps beside those that the cluster sets. */
  env?: Record<string, string>
  /** Of the harness: names servers that run elsewhere. */
  environment?: Record<string, string | undefined>
  /** A file system of its own for the artifacts, of so many megabytes, which a fault may fill; for root only. */
  diskMegabytes?: number
}

export interface Cluster {
  /** Everything that it keeps. */
  folder: string
  artifacts: string
  /** What each process wrote. */
  logs: string
  /** Whether the artifacts have a disk of their own. */
  hasOwnDisk: boolean
  servers: Servers
  processes: ReadonlyMap<string, SupervisedProcess>
  apis: readonly string[]
  client: ClusterClient
  /** Processes that work on its folder, the servers and apps among them. */
  running(): FoundProcess[]
  /** Resolves when every process has started, or throws after a minute and a half. */
  untilReady(): Promise<void>
  /** Ends the apps in order; the servers stay. Then `remove`. */
  stopApps(): Promise<void>
  remove(): Promise<void>
}

const graceMs = 10_000
const folderPrefix = 'async-events-chaos-'

/** The whole service as on several machines: every app in its own supervised process, servers behind proxies. */
export async function startCluster({
  history,
  size = fullSize,
  env = {},
  environment = {},
  diskMegabytes = 0,
}: ClusterOptions): Promise<Cluster> {
  removeAbandoned()
  const folder = mkdtempSync(join(tmpdir(), `${folderPrefix}${process.pid}-`))
  const artifacts = join(folder, 'artifacts')
  const logFolder = join(folder, 'logs')
  const temporary = join(folder, 'tmp')
  for (const path of [artifacts, logFolder, temporary]) mkdirSync(path)
  const hasOwnDisk = diskMegabytes > 0 && mount(artifacts, diskMegabytes)
  const processes = new Map<string, SupervisedProcess>()
  const prefix = `{${basename(folder)}}`
  let servers: Servers | null = null

  const stopApps = async (): Promise<void> => {
    await Promise.all([...processes.values()].map((each) => each.stop(graceMs + 5_000)))
  }
  const remove = async (): Promise<void> => {
    await servers?.forget(prefix)
    await servers?.stop()
    if (hasOwnDisk) spawnSync('umount', [artifacts])
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const started = await startServers({
      dataDir: join(folder, 'data'),
      database: basename(folder),
      env: environment,
    })
    servers = started
    const ports = await Promise.all(Array.from({ length: size.api }, freePort))
    const apis = ports.map((port) => `http://127.0.0.1:${port}`)
    const common: Record<string, string> = {
      ...inherited(),
      ...(environment.PATH ? { PATH: environment.PATH } : {}),
      TMPDIR: temporary,
      DATA_DIR: join(folder, 'data'),
      ARTIFACTS_URL: pathToFileURL(artifacts).href,
      MONGODB_URI: started.mongodbUri,
      REDIS_URL: started.redisUrl,
      QUEUE_PREFIX: prefix,
      SECRETS_KEY: randomBytes(32).toString('base64'),
      API_PUBLIC_URL: apis[0] ?? '',
      SHUTDOWN_GRACE: `${graceMs}ms`,
      UV_THREADPOOL_SIZE: '8',
      API_HOST: '127.0.0.1',
      ...env,
    }
    for (const [app, count] of Object.entries(size)) {
      for (let number = 1; number <= count; number++) {
        const name = `${app}-${number}`
        const own = app === 'api' ? { API_PORT: String(ports[number - 1]) } : {}
        processes.set(name, superviseProcess({ name, app, env: { ...common, ...own }, logFolder, history }))
      }
    }
    await untilReady(apis, processes)
    return {
      folder,
      artifacts,
      logs: logFolder,
      hasOwnDisk,
      servers: started,
      processes,
      apis,
      client: openClusterClient(apis, history),
      running: () => findProcesses(folder),
      untilReady: () => untilReady(apis, processes),
      stopApps,
      remove,
    }
  } catch (error) {
    await stopApps()
    await remove()
    throw error
  }
}

/** Folders of harnesses that were killed; their processes ended with them, their files did not. */
function removeAbandoned(): void {
  for (const name of readdirSync(tmpdir())) {
    const [, pid] = new RegExp(`^${folderPrefix}(\\d+)-`).exec(name) ?? []
    if (pid === undefined || existsSync(`/proc/${pid}`)) continue
    spawnSync('umount', [join(tmpdir(), name, 'artifacts')])
    rmSync(join(tmpdir(), name), { recursive: true, force: true })
  }
}

function mount(folder: string, megabytes: number): boolean {
  if (process.getuid?.() !== 0) return false
  const { status } = spawnSync('mount', [
    '-t',
    'tmpfs',
    '-o',
    `size=${megabytes}m`,
    'async-events-chaos',
    folder,
  ])
  return status === 0
}

const readyLimitMs = 90_000

async function untilReady(
  apis: readonly string[],
  processes: ReadonlyMap<string, SupervisedProcess>,
): Promise<void> {
  const isReady = async (): Promise<boolean> => {
    if ([...processes.values()].some((each) => !each.isReady)) return false
    for (const api of apis) {
      const answer = await fetch(`${api}/readyz`, { signal: AbortSignal.timeout(5_000) }).catch(() => null)
      await answer?.body?.cancel()
      if (answer?.status !== 200) return false
    }
    return true
  }
  await until(isReady, readyLimitMs, 'the cluster is ready', 100).catch((error: unknown) => {
    const down = [...processes.values()].filter((each) => !each.isReady).map(({ name }) => name)
    throw new Error(`Not ready in time: ${down.join(', ') || 'the API'}.`, { cause: error })
  })
}
