import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { freePort } from '@async-events/testkit/free-port'
import { inherited } from '@async-events/testkit/inherited'
import { descendantsOf } from '@async-events/testkit/processes'
import { startReplicas } from './replicas.ts'

/** `npm run test:replicas`: two of each app behind a balancer. */
const isReplicated = process.env.E2E_REPLICAS !== undefined

export const root = join(import.meta.dirname, '..', '..')

/** The whole service as one command runs it, in a process of its own. */
export interface Service {
  api: string
  url: string
  dataDir: string
  /** Process id of an app, as it is now. */
  pidOf(app: string): number
  /** Every process that belongs to it. */
  pids(): number[]
  /** Variables that an app was started with. */
  envOf(app: string): Record<string, string>
  kill(signal: NodeJS.Signals): Promise<number | null>
  stop(): Promise<void>
}

export interface ServiceOptions {
  env?: Record<string, string>
  dataDir?: string
  /** Of `apps/local`: `npm start` by default, or `npm run dev`. */
  script?: 'start' | 'dev'
}

export async function startService({
  env = {},
  dataDir,
  script = 'start',
}: ServiceOptions = {}): Promise<Service> {
  const folder = dataDir ?? mkdtempSync(join(tmpdir(), 'async-events-e2e-'))
  const port = await freePort()
  const balanced = isReplicated && script === 'start' ? await freePort() : null
  const child = spawn(process.execPath, [`apps/local/src/${script}.ts`], {
    cwd: root,
    env: {
      ...inherited('HOME', 'REDIS_URL'),
      ...ownPlace(folder),
      DATA_DIR: folder,
      API_PORT: String(port),
      ...env,
      // The sample conference is read over the address that clients know.
      ...(balanced === null
        ? {}
        : { FETCH_ALLOW: [env.FETCH_ALLOW, `http://127.0.0.1:${balanced}/samples/`].filter(Boolean).join() }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output: string[] = []
  await new Promise<void>((resolve, reject) => {
    const keep = (line: string): void => {
      output.push(line)
      if (line.includes('is ready')) resolve()
    }
    createInterface({ input: child.stdout }).on('line', keep)
    createInterface({ input: child.stderr }).on('line', keep)
    child.once('exit', (code) => reject(new Error(`start ended with ${code}:\n${output.join('\n')}`)))
  })
  const own = `http://127.0.0.1:${port}`
  const pidOf = (app: string): number => {
    const found = descendantsOf(child.pid ?? -1).find(({ pid }) => commandOf(pid).includes(`apps/${app}/`))
    if (found === undefined) throw new Error(`${app} is not running`)
    return found.pid
  }
  const envOf = (app: string): Record<string, string> =>
    Object.fromEntries(
      readFileSync(`/proc/${pidOf(app)}/environ`, 'utf8')
        .split('\0')
        .filter((entry) => entry.includes('='))
        .map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]),
    )
  const replicas = balanced === null ? null : await startReplicas({ url: own, port: balanced, envOf })
  const url = replicas?.url ?? own
  return {
    url,
    api: `${url}/api/event-job`,
    dataDir: folder,
    pidOf,
    pids: () => [
      child.pid ?? -1,
      ...descendantsOf(child.pid ?? -1).map(({ pid }) => pid),
      ...(replicas?.pids() ?? []),
    ],
    envOf,
    kill: async (signal) => {
      await replicas?.stop()
      return ended(child, signal)
    },
    stop: async () => {
      await replicas?.stop()
      await ended(child, 'SIGTERM')
      if (dataDir === undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** On servers that the environment names: a database and keys of this service alone, the same after a restart. */
function ownPlace(folder: string): Record<string, string> {
  const name = basename(folder)
  const { MONGODB_URI } = process.env
  if (!MONGODB_URI) return { QUEUE_PREFIX: `{${name}}` }
  const uri = new URL(MONGODB_URI)
  uri.pathname = `/${name}`
  return { MONGODB_URI: uri.href, QUEUE_PREFIX: `{${name}}` }
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const exit = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  child.kill(signal)
  return exit
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return ''
  }
}
