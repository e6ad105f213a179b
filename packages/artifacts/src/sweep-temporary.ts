import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isErrno } from './storage-errors.ts'

const hourMs = 3_600_000

/**
 * Removes temporary files of killed processes: those not written for an hour. Returns their number. A file in use
 * stays, since each write renews its modification time.
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
