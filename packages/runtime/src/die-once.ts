import { closeSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { armCrashPoint, type CrashPoint } from '@async-events/core'

/**
 * Ends this process by SIGKILL the first time it passes `point`, once for a data folder: who starts it again with the
 * same environment sees it go on.
 */
export function dieOnceAt(point: CrashPoint, dataDir: string): void {
  armCrashPoint(point, () => {
    try {
      mkdirSync(dataDir, { recursive: true })
      closeSync(openSync(join(dataDir, `crashed-${point}`), 'wx'))
    } catch {
      return // it has died there before
    }
    process.kill(process.pid, 'SIGKILL')
  })
}
