import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export interface AppProcess {
  readonly name: string
  /** Null while it is down. */
  readonly pid: number | null
  /** Its configuration error, which a restart cannot fix; null without one. */
  readonly misconfigured: string | null
  /** SIGTERM, and SIGKILL when it takes longer than `graceMs`. */
  stop(graceMs: number): Promise<void>
}

export interface AppOptions {
  name: string
  /** What Node runs. */
  file: string
  env: Record<string, string>
  nodeArgs: readonly string[]
  logFolder: string
  /** Gets lines of level `error` and above, and restarts; under `--watch` also lines that are no log entries. */
  report(line: string): void
}

const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find((path) => existsSync(path))
const firstBackoffMs = 200
const lastBackoffMs = 5_000
const healthyMs = 30_000
/** EX_CONFIG: how every app ends on an invalid environment. */
const configExitCode = 78
/** pino's level `error`. */
const errorLevels = /"level":"(error|fatal)"/

/** Runs an app in a process of its own, logs to a file, restarts it when it exits. */
export function startApp({ name, file: main, env, nodeArgs, logFolder, report }: AppOptions): AppProcess {
  const log = createWriteStream(join(logFolder, `${name}.log`), { flags: 'a' })
  let child: ChildProcess | null = null
  let stopping = false
  let misconfigured: string | null = null
  let timer: NodeJS.Timeout | undefined
  let backoffMs = firstBackoffMs
  // Node stays when the app ends, and says why in plain text.
  const isWatched = nodeArgs.includes('--watch')
  const isShown = (line: string): boolean => errorLevels.test(line) || (isWatched && !line.startsWith('{'))

  const launch = (): void => {
    const command = [process.execPath, ...nodeArgs, main]
    // The kernel kills it with this process, even after SIGKILL.
    const [file = '', ...args] = setpriv ? [setpriv, '--pdeathsig', 'SIGTERM', '--', ...command] : command
    const started = spawn(file, args, { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    const since = performance.now()
    child = started
    for (const stream of [started.stdout, started.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        log.write(`${line}\n`)
        if (isShown(line)) report(`${name}: ${summary(line)}`)
      })
    }
    const lastLines: string[] = []
    createInterface({ input: started.stderr }).on('line', (line) => {
      lastLines.push(line)
      if (lastLines.length > 15) lastLines.shift()
    })
    started.once('error', (error) => report(`${name}: ${error.message}`))
    started.once('close', (code, signal) => {
      if (child === started) child = null
      if (stopping) return
      if (code === configExitCode) {
        misconfigured = lastLines.join('\n')
        return
      }
      if (performance.now() - since > healthyMs) backoffMs = firstBackoffMs
      report([`${name} ended (${signal ?? code}); restarting it`, ...lastLines].join('\n'))
      timer = setTimeout(launch, backoffMs)
      backoffMs = Math.min(backoffMs * 2, lastBackoffMs)
    })
  }
  launch()

  return {
    name,
    get pid() {
      return child?.pid ?? null
    },
    get misconfigured() {
      return misconfigured
    },
    async stop(graceMs) {
      stopping = true
      clearTimeout(timer)
      const running = child
      if (running && running.exitCode === null && running.signalCode === null) {
        const gone = new Promise((resolve) => running.once('close', resolve))
        running.kill('SIGTERM')
        const late = setTimeout(() => killGroup(running), graceMs)
        await gone
        clearTimeout(late)
      }
      await new Promise((resolve) => log.end(resolve))
    },
  }
}

/** Its group is its own; under `--watch` the app is a child of Node's watcher. */
function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch {
    // It has exited.
  }
}

function summary(line: string): string {
  try {
    const { msg, err } = JSON.parse(line) as { msg?: string; err?: { message?: string } }
    return [msg, err?.message].filter(Boolean).join(': ')
  } catch {
    return line
  }
}
