import type { FindTool } from '@async-events/core'
import type { ChildLimits } from './child-limits.ts'

export interface Command {
  file: string
  args: readonly string[]
}

export interface DataLock {
  file: string
  /** How long to wait for its holder. */
  waitSeconds: number
  /** Exit code without the lock. */
  takenCode: number
}

export interface Guards {
  /** Signal from the kernel when this process ends, even by SIGKILL. */
  deathSignal: 'SIGKILL' | 'SIGTERM'
  limits?: Omit<ChildLimits, 'residentBytes'>
  /** Excludes a second process on the same data; released on exit, so never stale. */
  lock?: DataLock
}

/**
 * Wraps a command with kernel guards: `setpriv` ends it with this process (the signal follows the spawning thread, so
 * spawn from the main thread), `prlimit` sets its limits, `flock` its lock. Each replaces itself by exec, so the pid
 * stays. A system without them (macOS) runs the command unguarded.
 */
export function guardedCommand(
  command: Command,
  { deathSignal, limits, lock }: Guards,
  find: FindTool,
): { file: string; args: string[] } {
  const wrappers = [
    wrapper(find('setpriv'), ['--pdeathsig', deathSignal, '--']),
    limits === undefined ? [] : wrapper(find('prlimit'), [...limitOptions(limits), '--']),
    lock === undefined ? [] : wrapper(find('flock'), lockOptions(lock)),
  ]
  const [file = command.file, ...args] = [...wrappers.flat(), command.file, ...command.args]
  return { file, args }
}

const wrapper = (file: string | null, options: string[]): string[] =>
  file === null ? [] : [file, ...options]

const limitOptions = ({
  cpuSeconds,
  fileBytes,
  addressSpaceBytes,
}: NonNullable<Guards['limits']>): string[] => [
  `--cpu=${cpuSeconds}`,
  `--fsize=${fileBytes}`,
  ...(addressSpaceBytes === undefined ? [] : [`--as=${addressSpaceBytes}`]),
  '--core=0',
]

const lockOptions = ({ file, waitSeconds, takenCode }: DataLock): string[] => [
  '--no-fork',
  '--wait',
  `${waitSeconds}`,
  '--conflict-exit-code',
  `${takenCode}`,
  file,
]
