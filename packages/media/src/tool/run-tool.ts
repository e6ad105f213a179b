import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { isAbsolute } from 'node:path'
import { createInterface } from 'node:readline'
import { AppError, type ErrorCode, type FindTool } from '@async-events/core'
import { guardedCommand } from './guarded-command.ts'
import { packageOfTool } from './packages-of-tools.ts'
import { watchMemory } from './watch-memory.ts'

/** What a child needs of the step that runs it; a step's own context is one. */
export interface ToolContext {
  findTool: FindTool
  /** Its abort kills the child and all that the child started. */
  signal: AbortSignal
  /** Working directory, home and temporary folder of the child. */
  workdir: string
}

export interface ToolRun {
  /** Name of the program, or its path. */
  tool: string
  args: readonly string[]
  /** Longest time it may take. */
  wallMs: number
  /** Processor time it may use, in seconds. */
  cpuSeconds?: number
  /** Address space it may ask for. Not for programs that reserve much more than they use, such as Node. */
  addressSpaceBytes?: number
  /** Memory that it may hold, looked at four times a second; what its own children hold does not count. */
  residentBytes?: number
  /** Largest file it may write. */
  fileBytes?: number
  /** Bytes of its output that are kept; more ends it with `resource_limit`. 1 MiB by default. */
  outputBytes?: number
  /** Lines of its output; nothing is kept then. */
  onLine?: (line: string) => void
  /** Lines of its messages, as they come; carriage returns end a line too. */
  onMessage?: (line: string) => void
  /** Beside `PATH, HOME, TMPDIR, LANG`; nothing of the worker's own environment. */
  env?: Readonly<Record<string, string>>
  /** What it means when it ends with another code than 0. */
  failAs: ErrorCode
}

export interface ToolRunResult {
  stdout: Buffer
  /** The last lines of its messages. */
  messages: string[]
}

const keptMessages = 12
const defaultOutputBytes = 1024 * 1024
/** Signals by which the kernel tells that a limit was passed; SIGABRT and SIGSEGV are how programs take refused memory. */
const limitSignals = new Set<NodeJS.Signals>(['SIGXCPU', 'SIGXFSZ'])

const running = new Set<ChildProcess>()
let killsOnExit = false

/**
 * Runs a native program in a process group of its own, under limits, in an empty environment. Resolves when it ended
 * with 0. Throws the signal's reason after an abort, `tool_missing`, `resource_limit` at a limit, and `failAs` with
 * the last line of its messages otherwise. Whatever happens, nothing that it started is left when this settles.
 */
export async function runTool(ctx: ToolContext, run: ToolRun): Promise<ToolRunResult> {
  ctx.signal.throwIfAborted()
  const file = isAbsolute(run.tool) ? run.tool : ctx.findTool(run.tool)
  if (file === null) throw toolMissing(run.tool)
  const command = guardedCommand(file, run, ctx.findTool)
  const child = spawn(command.file, command.args, {
    cwd: ctx.workdir,
    env: {
      PATH: '/usr/local/bin:/usr/bin:/bin',
      HOME: ctx.workdir,
      TMPDIR: ctx.workdir,
      LANG: 'C.UTF-8',
      ...run.env,
    },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let ending: Error | null = null
  const end = (reason: Error): void => {
    ending ??= reason
    killGroup(child)
  }
  const onAbort = (): void => end(ctx.signal.reason)
  ctx.signal.addEventListener('abort', onAbort, { once: true })
  const wall = setTimeout(() => end(limitPassed(run, 'takes too long')), run.wallMs)
  const memory = watchMemory(child.pid, run.residentBytes, () =>
    end(limitPassed(run, 'takes too much memory')),
  )
  keepTrack(child)

  const stdout: Buffer[] = []
  let kept = 0
  if (run.onLine) createInterface({ input: child.stdout }).on('line', run.onLine)
  else
    child.stdout.on('data', (chunk: Buffer) => {
      kept += chunk.length
      if (kept > (run.outputBytes ?? defaultOutputBytes)) end(limitPassed(run, 'says too much'))
      else stdout.push(chunk)
    })
  const messages: string[] = []
  createInterface({ input: child.stderr }).on('line', (line) => {
    run.onMessage?.(line)
    if (line.trim() === '') return
    messages.push(line.replaceAll(ctx.workdir, '').slice(0, 300))
    if (messages.length > keptMessages) messages.shift()
  })
  try {
    // 'close' comes after the last line was read.
    const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
    if (ending !== null) throw ending
    if (code === 0) return { stdout: Buffer.concat(stdout), messages }
    if (signal !== null && limitSignals.has(signal)) throw limitPassed(run, 'passes a limit')
    throw new AppError(run.failAs, undefined, {
      cause: new Error(`${run.tool} ended with ${signal ?? code}:\n${messages.join('\n')}`),
    })
  } catch (thrown) {
    if (isErrno(thrown, 'ENOENT') || isErrno(thrown, 'EACCES')) throw toolMissing(run.tool)
    throw thrown
  } finally {
    clearTimeout(wall)
    memory.stop()
    ctx.signal.removeEventListener('abort', onAbort)
    // Also after a good end: what it may have left behind in its group goes with it.
    killGroup(child)
    running.delete(child)
  }
}

function toolMissing(tool: string): AppError {
  const wanted = packageOfTool[tool]
  const how = wanted === undefined ? '' : `; install it with "apt-get install ${wanted}"`
  return new AppError('tool_missing', `The program ${tool} is not installed on this worker${how}`)
}

const limitPassed = (run: ToolRun, what: string): AppError =>
  new AppError('resource_limit', `Reading the file ${what}`, { cause: new Error(`${run.tool} ${what}`) })

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // Nobody is left in it.
  }
}

/** For systems without a parent-death signal, and for children of children, which it does not reach. */
function keepTrack(child: ChildProcess): void {
  running.add(child)
  if (killsOnExit) return
  killsOnExit = true
  process.once('exit', () => {
    for (const left of running) killGroup(left)
  })
}

function isErrno(thrown: unknown, code: string): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === code
}
