import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isErrno } from './storage-errors.ts'

const hourMs = 3_600_000

/**
 * Removes what a killed process left in a folder of temporary files: those nobody wrote to for an hour. Answers how
 * many went. A file that is still being written stays, since each write moves its time.
 */
export async function sweepTemporary(folder: string, olderThanMs = hourMs): Promise<number> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (isErrno(error, 'ENOENT')) return []
    throw error
  })
  let removed = 0
  for (const name of names) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => null)
    if (found?.isFile() !== true || Date.now() - found.mtimeMs < olderThanMs) continue
    await rm(path, { force: true })
    removed += 1
  }
  return removed
}
