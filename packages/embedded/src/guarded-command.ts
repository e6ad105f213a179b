import type { FindExecutable } from './find-executable.ts'

export interface Command {
  file: string
  args: string[]
}

/** Exit code of a child that did not get its lock. */
export const lockTaken = 75

/** An earlier run that was killed may need this long to end by its own death signal. */
const lockWaitSeconds = 15

/**
 * Wraps a command so that the kernel looks after what a killed parent cannot: `setpriv` ends the child with its
 * parent, `flock` keeps a second one off the same data, by a lock that goes with the process and so is never stale.
 * Both replace themselves by the command: the process id stays. A system without them (macOS) runs it as it is.
 */
export async function guardedCommand(
  command: Command,
  lockFile: string,
  find: FindExecutable,
): Promise<Command> {
  const wrappers: string[][] = []
  const setpriv = await find('setpriv')
  if (setpriv !== null) wrappers.push([setpriv, '--pdeathsig', 'SIGTERM', '--'])
  const flock = await find('flock')
  if (flock !== null) {
    wrappers.push([
      flock,
      '--no-fork',
      '--wait',
      `${lockWaitSeconds}`,
      '--conflict-exit-code',
      `${lockTaken}`,
      lockFile,
    ])
  }
  const [file = command.file, ...args] = [...wrappers.flat(), command.file, ...command.args]
  return { file, args }
}
