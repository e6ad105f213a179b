import { type ChildProcess, spawn } from 'node:child_process'
import { on } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { AppError, type Logger } from '@async-events/core'
import type { Command } from '@async-events/sandbox'
import { lockTaken } from './server-command.ts'

/** What the supervisor logs. */
export type EmbeddedLog = Pick<Logger, 'debug' | 'warn' | 'error'>

export interface ServerProgram {
  name: string
  /** The data folder, for messages. */
  folder: string
  /** The port to listen on; null: the server chooses. */
  command(port: number | null): Promise<Command & { env: Record<string, string> }>
  /** Resolves with the port once the server answers; polls until `signal` is aborted. */
  ready(lines: AsyncIterable<string>, port: number | null, signal: AbortSignal): Promise<number>
  /** The port of the first start; null: the server chooses. */
  choosePort(): Promise<number | null>
  /** Gets the output of a failed start; returns true if it removed the cause. */
  repair(output: string): Promise<boolean>
}

export interface SupervisedServer {
  readonly port: number
  /** Null while it is down. */
  readonly pid: number | null
  stop(): Promise<void>
}

const startLimitMs = 60_000
const stopLimitMs = 10_000
const firstBackoffMs = 100
const lastBackoffMs = 5_000
/** A server that ran this long was healthy: its next failure resets the back-off. */
const healthyMs = 30_000
const keptLines = 20

/**
 * Starts a server and keeps it running: when it exits by itself it is restarted on the same port, with back-off.
 * Throws if the first start fails. It runs in its own process group, so Ctrl-C in the terminal reaches only this
 * process, which then stops the servers in order.
 */
export async function supervise(program: ServerProgram, log: EmbeddedLog): Promise<SupervisedServer> {
  const { name } = program
  const stopping = new AbortController()
  let child: ChildProcess | null = null
  let ended: Promise<unknown> = Promise.resolve()
  let loop: Promise<void> = Promise.resolve()

  const launch = async (wanted: number | null): Promise<number> => {
    const { file, args, env } = await program.command(wanted)
    stopping.signal.throwIfAborted()
    const output: string[] = []
    const started = spawn(file, args, { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    child = started
    const left = new AbortController()
    ended = new Promise<void>((resolve) => {
      started.once('error', (error) => {
        output.push(error.message)
        resolve()
      })
      started.once('exit', (code, signal) => {
        output.push(
          code === lockTaken ? `another process uses ${program.folder}` : `it ended (${signal ?? code})`,
        )
        resolve()
      })
    }).then(() => {
      if (child === started) child = null
      left.abort()
    })
    const keep = (line: string) => {
      output.push(line)
      if (output.length > keptLines) output.shift()
      log.debug({ server: name, line }, 'embedded server wrote')
    }
    createInterface({ input: started.stderr }).on('line', keep)
    const lines = createInterface({ input: started.stdout }).on('line', keep)
    try {
      const limit = AbortSignal.any([left.signal, AbortSignal.timeout(startLimitMs)])
      return await program.ready(linesOf(lines, limit), wanted, limit)
    } catch (error) {
      killGroup(started, 'SIGKILL')
      await ended
      // Its last output may still be in the pipe.
      await wait(20)
      throw new AppError('unavailable', `${name} did not start:\n${output.join('\n')}`, { cause: error })
    }
  }

  const launchRepaired = async (wanted: number | null): Promise<number> => {
    try {
      return await launch(wanted)
    } catch (error) {
      const output = error instanceof Error ? error.message : ''
      if (stopping.signal.aborted || !(await program.repair(output))) throw error
      return launch(wanted)
    }
  }

  const killOnExit = () => {
    if (child !== null) killGroup(child, 'SIGTERM')
  }
  // For systems without a death signal; a graceful shutdown calls `stop`.
  process.once('exit', killOnExit)

  let port: number
  try {
    port = await firstStart(program, launchRepaired)
  } catch (error) {
    process.off('exit', killOnExit)
    throw error
  }

  const keepUp = async (): Promise<void> => {
    let backoffMs = firstBackoffMs
    for (;;) {
      const since = performance.now()
      await ended
      if (stopping.signal.aborted) return
      if (performance.now() - since > healthyMs) backoffMs = firstBackoffMs
      log.warn({ server: name, port, wait_ms: backoffMs }, 'embedded server exited unexpectedly; restarting')
      await wait(backoffMs, undefined, { signal: stopping.signal }).catch(() => {})
      if (stopping.signal.aborted) return
      backoffMs = Math.min(backoffMs * 2, lastBackoffMs)
      await launchRepaired(port).catch((error: unknown) => {
        if (!stopping.signal.aborted)
          log.error({ server: name, err: error }, 'embedded server did not restart')
      })
    }
  }
  loop = keepUp()

  return {
    port,
    get pid() {
      return child?.pid ?? null
    },
    async stop() {
      stopping.abort()
      process.off('exit', killOnExit)
      const running = child
      if (running !== null) {
        killGroup(running, 'SIGTERM')
        const late = setTimeout(() => killGroup(running, 'SIGKILL'), stopLimitMs)
        await ended
        clearTimeout(late)
      }
      await loop
    },
  }
}

/** Another process may take a free port before the server listens on it. */
async function firstStart(
  program: ServerProgram,
  launch: (port: number | null) => Promise<number>,
): Promise<number> {
  for (let triesLeft = 3; ; triesLeft -= 1) {
    try {
      return await launch(await program.choosePort())
    } catch (error) {
      if (triesLeft === 1 || !(error instanceof Error) || !/address already in use/i.test(error.message))
        throw error
    }
  }
}

/** The lines of a stream until the signal; other readers continue. */
async function* linesOf(
  lines: ReturnType<typeof createInterface>,
  signal: AbortSignal,
): AsyncIterable<string> {
  for await (const [line] of on(lines, 'line', { signal })) yield String(line)
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, signal)
  } catch {
    // It has exited already.
  }
}
