import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { EntryOf, History } from './history.ts'

export interface SupervisedProcess {
  readonly name: string
  /** Null while it is down. */
  readonly pid: number | null
  /** Whether it has logged that it is ready; before, it has no signal handlers. */
  readonly isReady: boolean
  /** To its process alone, as Kubernetes does; false when it is down. */
  signal(name: 'SIGKILL' | 'SIGTERM' | 'SIGSTOP' | 'SIGCONT'): boolean
  /** SIGTERM, and SIGKILL after `graceMs`; it is not started again. */
  stop(graceMs: number): Promise<void>
}

export interface ProcessOptions {
  /** With its number: `worker-scrape-2`. */
  name: string
  /** Folder in `apps`. */
  app: string
  env: Record<string, string>
  logFolder: string
  history: History
}

const root = join(import.meta.dirname, '..', '..')
const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find((path) => existsSync(path))
const restartMs = 300
/** Maximum back-off: a process that cannot start must not take all of the CPU. */
const longestRestartMs = 5_000
const healthyMs = 10_000

/** Runs an app as its image does, in a process group of its own, and starts it again whenever it ended. */
export function superviseProcess({ name, app, env, logFolder, history }: ProcessOptions): SupervisedProcess {
  const log = createWriteStream(join(logFolder, `${name}.log`), { flags: 'a' })
  let child: ChildProcess | null = null
  let asked: 'SIGTERM' | 'SIGKILL' | null = null
  let askedAt = 0
  let stopping = false
  let timer: NodeJS.Timeout | undefined
  let waitMs = restartMs
  let isReady = false

  const launch = (): void => {
    const command = [process.execPath, join(root, 'apps', app, 'src', 'main.ts')]
    // The kernel ends it with the harness, however that ends.
    const [file = '', ...args] = setpriv ? [setpriv, '--pdeathsig', 'SIGKILL', '--', ...command] : command
    const started = spawn(file, args, { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    const since = performance.now()
    let fatal: string | null = null
    child = started
    asked = null
    isReady = false
    const pid = started.pid ?? 0
    history.add({ kind: 'process', name, pid, what: 'started' })
    for (const stream of [started.stdout, started.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        log.write(`${line}\n`)
        if (line.includes('"level":"fatal"')) fatal = line.slice(0, 2_000)
        if (readyLine.test(line)) isReady = true
        readStepLine(line, name, pid, history)
        readComplaint(line, name, pid, history)
      })
    }
    started.once('error', (error) => log.write(`${error.message}\n`))
    started.once('close', (code, signal) => {
      if (child === started) child = null
      const took_ms = asked === null ? null : Math.round(performance.now() - askedAt)
      history.add({
        kind: 'process',
        name,
        pid,
        what: 'exited',
        code,
        signal,
        asked,
        ready: isReady,
        took_ms,
        fatal,
      })
      if (stopping) return
      if (performance.now() - since > healthyMs) waitMs = restartMs
      timer = setTimeout(launch, waitMs)
      waitMs = Math.min(waitMs * 2, longestRestartMs)
    })
  }
  launch()

  const signal = (which: NodeJS.Signals): boolean => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return false
    if (which === 'SIGTERM' || which === 'SIGKILL') {
      if (asked === null) askedAt = performance.now()
      // After both, SIGKILL is what ended it.
      asked = which
    }
    return child.kill(which)
  }

  return {
    name,
    get pid() {
      return child?.pid ?? null
    },
    get isReady() {
      return child !== null && isReady
    },
    signal,
    async stop(graceMs) {
      stopping = true
      clearTimeout(timer)
      const running = child
      if (running && running.exitCode === null && running.signalCode === null) {
        const gone = new Promise((resolve) => running.once('close', resolve))
        signal('SIGCONT')
        signal('SIGTERM')
        const late = setTimeout(() => signal('SIGKILL'), graceMs)
        await gone
        clearTimeout(late)
      }
      await new Promise((resolve) => log.end(resolve))
    },
  }
}

/** The last log line of each app's start. */
const readyLine = /"msg":"(?:API listens|keeper started|worker started)"/

/** What workers say of their steps is evidence: it names the process, which no document does. */
const stepMessages: [RegExp, EntryOf<'step-log'>['what']][] = [
  [/^started$/, 'started'],
  [/^completed$|^taken from the cache$/, 'completed'],
  [/^the step was no longer ours; its result is dropped$/, 'dropped'],
  [/^stopped$|^given back$|^(failed|skipped): /, 'ended'],
]

function readStepLine(line: string, process: string, pid: number, history: History): void {
  if (!line.includes('"job_id"')) return
  try {
    const { msg, job_id, run, step, attempt } = JSON.parse(line) as Record<string, unknown>
    const what = stepMessages.find(([pattern]) => pattern.test(String(msg)))?.[1]
    if (!what || typeof job_id !== 'string' || typeof step !== 'string' || typeof run !== 'number') return
    const count = typeof attempt === 'number' ? attempt : null
    history.add({ kind: 'step-log', process, pid, job_id, run, step, what, attempt: count })
  } catch {
    // The last line of a killed process may be half a line.
  }
}

function readComplaint(line: string, process: string, pid: number, history: History): void {
  if (!/"level":"(?:warn|error|fatal)"/.test(line)) return
  // Not parsed: there are thousands, with long stacks.
  const message = /"msg":"((?:[^"\\]|\\.)*)"}$/.exec(line)?.[1] ?? line
  history.add({ kind: 'complaint', process, pid, message: message.slice(0, 200) })
}
