import { readdirSync } from 'node:fs'
import { residentMb } from '@async-events/testkit/processes'
import { findProcesses } from './find-processes.ts'
import type { History } from './history.ts'

/** Records every few seconds memory and number of a folder's processes, and files below `work`. */
export function watchResources(
  { folder, work }: { folder: string; work: string },
  history: History,
  everyMs = 2_000,
): { stop(): void } {
  const look = (): void => {
    const pids = findProcesses(folder).map(({ pid }) => pid)
    history.add({
      kind: 'resources',
      rss_mb: Math.round(pids.reduce((sum, pid) => sum + residentMb(pid), 0)),
      processes: pids.length,
      files: filesBelow(work),
    })
  }
  const timer = setInterval(look, everyMs)
  return { stop: () => clearInterval(timer) }
}

function filesBelow(folder: string): number {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
      .length
  } catch {
    return 0
  }
}
