import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { appNames } from '@async-events/local'
import { bundleApps, sourceOf } from '@async-events/local/bundle-apps'
import { inherited } from '@async-events/testkit/inherited'
import { until } from '@async-events/testkit/until'

const root = join(import.meta.dirname, '..', '..')
const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find((path) => existsSync(path))

const bundles = await bundleApps({
  root,
  apps: appNames,
  report: (line) => {
    throw new Error(line)
  },
})

/** An app as `npm start` runs it, in a process of its own. */
export interface App {
  readonly pid: number
  /** What it has said, lines of JSON mostly. */
  readonly lines: readonly string[]
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  readonly isRunning: boolean
  signal(name: NodeJS.Signals): void
  /** Waits for a line that holds `text`. */
  says(text: string, limitMs?: number): Promise<string>
}

/** With the data folder of the place that each belongs to. */
const open = new Map<App, string | undefined>()

/** Started with this environment and nothing else but what every process needs. */
export function startApp(name: string, env: Record<string, string>): App {
  // A preload replaces modules by the addresses of their sources.
  const main = env.NODE_OPTIONS === undefined ? bundles.fileOf(name) : sourceOf(root, name)
  const command = [process.execPath, main]
  // The kernel ends it with this process, however that ends.
  const [file = '', ...args] = setpriv ? [setpriv, '--pdeathsig', 'SIGKILL', '--', ...command] : command
  const child: ChildProcess = spawn(file, args, {
    cwd: root,
    env: { ...inherited(), RES_OPTIONS: 'timeout:1 attempts:2', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  for (const stream of [child.stdout, child.stderr])
    if (stream) createInterface({ input: stream }).on('line', (line) => lines.push(line))
  let isRunning = true
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once('close', (code, signal) => {
      isRunning = false
      open.delete(app)
      resolve({ code, signal })
    })
  })
  const app: App = {
    pid: child.pid ?? -1,
    lines,
    ended,
    get isRunning() {
      return isRunning
    },
    signal: (which) => void child.kill(which),
    says: (text, limitMs = 60_000) =>
      until(
        () => {
          const line = lines.find((one) => one.includes(text))
          if (!line && !isRunning) throw new Error(`${name} ended:\n${lines.slice(-10).join('\n')}`)
          return line
        },
        limitMs,
        `${name} says "${text}"; it said:\n${lines.slice(-5).join('\n')}`,
      ),
  }
  open.set(app, env.DATA_DIR)
  return app
}

/** The API on a free port of its own, listening. */
export async function startApi(env: Record<string, string>): Promise<App & { url: string }> {
  const app = startApp('api', { API_PORT: '0', ...env })
  const line = await app.says('"API listens"')
  return Object.assign(app, { url: String((JSON.parse(line) as { address: unknown }).address) })
}

/** Ends what a test left running, of one place or of all. */
export async function killApps(dataDir?: string): Promise<void> {
  const apps = [...open].flatMap(([app, folder]) =>
    dataDir === undefined || folder === dataDir ? [app] : [],
  )
  for (const app of apps) app.signal('SIGKILL')
  await Promise.all(apps.map((app) => app.ended))
}
