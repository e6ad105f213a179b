import { readdir, rm, stat, utimes } from 'node:fs/promises'
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

/** Marks a work folder as in use until the signal aborts, by the time of its last change. */
export function markInUse(workRoot: string, signal: AbortSignal): void {
  const mark = (): void => {
    const now = new Date()
    // A disk that refuses this refuses the steps, too, which say so.
    void utimes(workRoot, now, now).catch(() => {})
  }
  const timer = setInterval(mark, markEveryMs).unref()
  signal.addEventListener('abort', () => clearInterval(timer), { once: true })
}

const markEveryMs = 60_000
/** The leases of a process that was suspended for that long are gone as well. */
const abandonedAfterMs = 3_600_000

/**
 * Removes work folders that nobody has marked for an hour: those of containers that were killed and replaced, whose names
 * and processes say nothing here.
 */
export async function removeAbandoned(root: string, now: Date): Promise<void> {
  for (const entry of await readdir(root).catch(() => [])) {
    const folder = join(root, entry)
    const changed = await stat(folder).catch(() => null)
    if (changed !== null && now.getTime() - changed.mtimeMs > abandonedAfterMs)
      await rm(folder, { recursive: true, force: true })
  }
}
