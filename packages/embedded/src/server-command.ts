import { join } from 'node:path'
import type { FindTool } from '@async-events/core'
import { type Command, guardedCommand } from '@async-events/sandbox'

/** Exit code of a server whose lock is taken. */
export const lockTaken = 75

/** The servers of a killed process may need this long to end by death signal. */
const lockWaitSeconds = 15

/** Wraps a server's command: it ends with this process, and only one runs per folder. */
export function serverCommand(command: Command, folder: string, find: FindTool): Command {
  const lock = { file: join(folder, 'lock'), waitSeconds: lockWaitSeconds, takenCode: lockTaken }
  return guardedCommand(command, { deathSignal: 'SIGTERM', lock }, find)
}
