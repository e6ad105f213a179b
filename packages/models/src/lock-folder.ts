import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

export interface LockOptions {
  /** Once, when another process holds the lock. */
  onWait(): void
  /** Pause between two tries; rejects when the work is stopped. */
  wait(ms: number): Promise<void>
}

const pauseMs = 500

/**
 * Takes the lock of a folder for this process and returns what releases it. It is SQLite's lock of an empty file: the
 * kernel releases it when its process ends, however that ends, and it holds between containers of one machine.
 */
export async function lockFolder(folder: string, { onWait, wait }: LockOptions): Promise<() => void> {
  const database = new DatabaseSync(join(folder, '.lock'))
  try {
    for (let tries = 0; !isLocked(database); tries += 1) {
      if (tries === 0) onWait()
      await wait(pauseMs)
    }
  } catch (error) {
    database.close()
    throw error
  }
  return () => database.close()
}

const busy = 5

function isLocked(database: DatabaseSync): boolean {
  try {
    // Without a journal next to it
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
    return true
  } catch (error) {
    if (error instanceof Error && 'errcode' in error && error.errcode === busy) return false
    throw error
  }
}
