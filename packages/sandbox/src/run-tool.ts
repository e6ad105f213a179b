import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { realpathSync } from 'node:fs'
import { basename, isAbsolute } from 'node:path'
import { AppError, type ErrorCode, type FindTool, GrowingBuffer } from '@async-events/core'
import { startBounded } from './bounded-child.ts'
import type { ChildLimits } from './child-limits.ts'
import { isExecutable } from './is-executable.ts'
import { limitPassed } from './limit-signs.ts'
import { packageOfTool } from './packages-of-tools.ts'
import { readLines } from './read-lines.ts'

/** The context of a child process; a step's context is one. */
export interface ToolContext {
  findTool: FindTool
  /** Its abort kills the child and its descendants. */
  signal: AbortSignal
  /** Working directory, home and temporary folder of the child. */
  workdir: string
}

export interface ToolRun extends ChildLimits {
  /** Program name or path. */
  tool: string
  args: readonly string[]
  /** Its standard input, once it is known; without it the input is empty. */
  input?: Promise<string>
  /** Timeout. */
  wallMs: number
  /** Limit of stdout in bytes; more ends it with `resource_limit`. 1 MiB by default. */
  outputBytes?: number
  /** Lines of its output; nothing is kept then. */
  onLine?: (line: string) => void
  /** Called per chunk of its output instead; nothing is kept then. */
  onBytes?: (bytes: Buffer) => void
  /** Called per line of stderr; carriage returns end a line too. */
  onMessage?: (line: string) => void
  /** Besides `PATH, HOME, TMPDIR, LANG` and the run's mark; nothing of the worker's environment. */
  env?: Readonly<Record<string, string>>
  /** The error for a non-zero exit code. */
  failAs: ErrorCode
}

export interface ToolRunResult {
  stdout: Buffer
  /** The last lines of stderr. */
  messages: string[]
}

const keptMessages = 12
const defaultOutputBytes = 1024 * 1024
/** Without /proc, a process that left the group may keep pipes open; we wait no longer than this. */
const pipesMs = 2_000
const fullDisk = /no space left on device|disk quota exceeded/i

/**
 * Runs a native program in its own process group, under limits, in an empty environment. Resolves on exit code 0.
 * Throws the signal's reason after an abort, `tool_missing`, `resource_limit` at a limit, and otherwise `failAs` with
 * the last lines of stderr as the cause. When it settles, or this process was killed, no descendant is left: neither
 * in its group nor outside of it (`endMarked`).
 */
export async function runTool(ctx: ToolContext, run: ToolRun): Promise<ToolRunResult> {
  ctx.signal.throwIfAborted()
  const file = requireTool(ctx.findTool, run.tool)
  const started = performance.now()
  let ending: { reason: unknown } | null = null
  const end = (reason: unknown): void => {
    ending ??= { reason }
    bounded.kill()
  }
  const bounded = startBounded(ctx.findTool, {
    command: { file, args: run.args },
    limits: run,
    workdir: ctx.workdir,
    env: {
      PATH: '/usr/local/bin:/usr/bin:/bin',
      HOME: ctx.workdir,
      TMPDIR: ctx.workdir,
      LANG: 'C.UTF-8',
      ...run.env,
    },
    onMemory: () => end(tooMuch(run, 'takes too much memory')),
    spawn: (command, args, options) => spawn(command, args, { ...options, stdio: ['pipe', 'pipe', 'pipe'] }),
  })
  const child = bounded.process
  // It may end without reading it.
  child.stdin.on('error', () => {})
  if (run.input === undefined) child.stdin.end()
  else void run.input.then((text) => child.stdin.end(text), end)
  const onAbort = (): void => end(ctx.signal.reason)
  ctx.signal.addEventListener('abort', onAbort, { once: true })
  const wall = setTimeout(() => end(tooMuch(run, 'takes too long')), run.wallMs)
  let pipes: NodeJS.Timeout | undefined
  child.once('exit', () => {
    pipes = setTimeout(() => {
      child.stdout.destroy()
      child.stderr.destroy()
    }, pipesMs)
  })

  const stdout = new GrowingBuffer(run.outputBytes ?? defaultOutputBytes)
  /** A listener that throws ends the run, so that no error is lost. */
  const tell = <T>(listener: ((told: T) => void) | undefined, told: T): void => {
    try {
      listener?.(told)
    } catch (thrown) {
      end(thrown)
    }
  }
  const output = run.onLine ? readLines((line) => tell(run.onLine, line)) : null
  child.stdout.on('data', (chunk: Buffer) => {
    if (run.onBytes) {
      tell(run.onBytes, chunk)
      return
    }
    if (output !== null) {
      output.push(chunk)
      return
    }
    if (!stdout.add(chunk)) end(tooMuch(run, 'says too much'))
  })
  child.stdout.once('end', () => output?.end())
  const messages: string[] = []
  const withoutFolder = hideFolder(ctx.workdir)
  const said = readLines((line) => {
    tell(run.onMessage, line)
    if (line.trim() === '') return
    messages.push(withoutFolder(line).slice(0, 300))
    if (messages.length > keptMessages) messages.shift()
  })
  child.stderr.on('data', said.push)
  child.stderr.once('end', said.end)
  try {
    // 'close' comes after the last line.
    const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
    if (ending !== null) throw (ending as { reason: unknown }).reason
    if (code === 0) return { stdout: stdout.taken(), messages }
    const limit = limitPassed(run, { code, signal, messages, elapsedMs: performance.now() - started })
    const cause = new Error(`${basename(run.tool)} ended with ${signal ?? code}:\n${messages.join('\n')}`)
    if (limit !== null) throw tooMuch(run, limit, cause)
    // Not killed by us: probably by the OOM killer, so a retry may succeed.
    if (signal === 'SIGKILL')
      throw new AppError('resource_limit', 'The program that reads the file was killed', {
        retryable: true,
        cause,
      })
    // Not the file's fault: a retry may succeed with free space.
    if (messages.some((line) => fullDisk.test(line))) throw new AppError('storage_full', undefined, { cause })
    throw new AppError(run.failAs, undefined, { cause })
  } finally {
    clearTimeout(wall)
    clearTimeout(pipes)
    ctx.signal.removeEventListener('abort', onAbort)
  }
}

/** The program's path. Throws `tool_missing` with what to install. */
export function requireTool(findTool: FindTool, tool: string): string {
  const file = isAbsolute(tool) ? tool : findTool(tool)
  if (file !== null && isExecutable(file)) return file
  const wanted = packageOfTool[basename(tool)]
  const how = wanted === undefined ? '' : `; install it with "apt-get install ${wanted}"`
  throw new AppError('tool_missing', `The program ${basename(tool)} is not installed on this worker${how}`)
}

const tooMuch = (run: ToolRun, what: string, cause?: Error): AppError =>
  new AppError('resource_limit', `Reading the file ${what}`, {
    cause: cause ?? new Error(`${basename(run.tool)} ${what}`),
  })

/** Messages are logged and must not reveal the work folder. */
function hideFolder(workdir: string): (line: string) => string {
  let real = workdir
  try {
    real = realpathSync(workdir)
  } catch {
    // It is gone; only its name is left to hide.
  }
  return (line) => line.replaceAll(real, '').replaceAll(workdir, '')
}
