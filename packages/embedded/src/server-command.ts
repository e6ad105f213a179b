import { join } from 'node:path'
import type { FindTool } from '@async-events/core'
import { type Command, guardedCommand } from '@async-events/sandbox'

/** Exit code of a server that did not get its lock. */
export const lockTaken = 75

/** An earlier run that was killed may need this long to end by its own death signal. */
const lockWaitSeconds = 15

/** Wraps a server's command so that it ends with this process and no second one serves the same folder. */
export function serverCommand(command: Command, folder: string, find: FindTool): Command {
  const lock = { file: join(folder, 'lock'), waitSeconds: lockWaitSeconds, takenCode: lockTaken }
  return guardedCommand(command, { deathSignal: 'SIGTERM', lock }, find)
}
