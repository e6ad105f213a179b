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
  /** Exit code of a child that did not get it. */
  takenCode: number
}

export interface Guards {
  /** What the kernel sends the child when this process ends, also when it is killed. */
  deathSignal: 'SIGKILL' | 'SIGTERM'
  limits?: Omit<ChildLimits, 'residentBytes'>
  /** Keeps a second one off the same data; goes with the process and so is never stale. */
  lock?: DataLock
}

/**
 * Wraps a command so that the kernel looks after it: `setpriv` ends it with this process (the signal follows the thread
 * that spawned it, so spawn from the main thread), `prlimit` holds its limits, `flock` its lock. All replace themselves
 * by the command: the process id stays. A system without them (macOS) runs it as it is.
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
