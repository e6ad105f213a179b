import { closeSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { armCrashPoint, type CrashPoint } from '@async-events/core'

/**
 * Kills this process with SIGKILL the first time it passes `point`, once per data folder: a restart with the same
 * environment continues.
 */
export function dieOnceAt(point: CrashPoint, dataDir: string): void {
  armCrashPoint(point, () => {
    try {
      mkdirSync(dataDir, { recursive: true })
      closeSync(openSync(join(dataDir, `crashed-${point}`), 'wx'))
    } catch {
      return // killed there before
    }
    process.kill(process.pid, 'SIGKILL')
  })
}
