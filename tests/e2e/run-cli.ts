import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { inherited } from '@async-events/testkit/inherited'
import { root } from './service.ts'

export interface CliRun {
  code: number | null
  stdout: string
  stderr: string
}

export interface CliOptions {
  env?: Record<string, string>
  cwd?: string
  /** Rows and columns of a pseudo terminal; `stdout` has all that it was sent then. */
  terminal?: { columns: number; rows: number }
  /** Presses Ctrl-C once it has written so. */
  interruptAt?: RegExp
  /** Called once when it has written so. */
  onShown?: readonly [text: RegExp, act: () => void]
  /** Called after its first output, of which no more is read. */
  leftAlone?: () => void
}

const script = join(root, 'apps/cli/src/async-events.ts')

/** Runs `async-events` as a process of its own. */
export async function runCli(
  args: readonly string[],
  { env = {}, cwd = root, terminal, interruptAt, onShown, leftAlone }: CliOptions = {},
): Promise<CliRun> {
  const command = [process.execPath, script, ...args]
  const [program, ...rest] = terminal === undefined ? command : onTerminal(command, terminal)
  const child = spawn(program ?? '', rest, {
    cwd,
    env: { ...inherited('HOME'), ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const run: CliRun = { code: null, stdout: '', stderr: '' }
  let isInterrupted = false
  let wasShown = false
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    run.stdout += text
    if (leftAlone !== undefined) {
      child.stdout.destroy()
      leftAlone()
    }
    if (!wasShown && onShown?.[0].test(run.stdout)) {
      wasShown = true
      onShown[1]()
    }
    if (isInterrupted || !interruptAt?.test(run.stdout)) return
    isInterrupted = true
    if (terminal === undefined) child.kill('SIGINT')
    else child.stdin.write('\u0003')
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    run.stderr += text
  })
  if (terminal === undefined) child.stdin.end()
  const [code] = await once(child, 'close')
  return { ...run, code }
}

/** `script` of util-linux gives a program a terminal and ends as it does. */
function onTerminal(
  command: readonly string[],
  { columns, rows }: { columns: number; rows: number },
): string[] {
  const quoted = command.map((part) => `'${part.replaceAll("'", "'\\''")}'`).join(' ')
  return [
    'script',
    '--quiet',
    '--return',
    '--command',
    `stty cols ${columns} rows ${rows}; exec ${quoted}`,
    '/dev/null',
  ]
}
