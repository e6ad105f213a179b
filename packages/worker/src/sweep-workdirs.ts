import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Removes work folders of dead processes on this host, and this process's own when `prefix` is its full name. */
export async function sweepWorkdirs(root: string, prefix: string): Promise<void> {
  for (const entry of await readdir(root).catch(() => [])) {
    if (!entry.startsWith(prefix)) continue
    const pid = Number(entry.slice(entry.lastIndexOf('-') + 1))
    const isOwn = entry === prefix
    if (isOwn || (pid !== process.pid && !isAlive(pid)))
      await rm(join(root, entry), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
