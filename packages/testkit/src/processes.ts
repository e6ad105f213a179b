import { readdirSync, readFileSync } from 'node:fs'

/** A process as /proc/<pid>/stat tells it (proc(5)). */
export interface ProcessEntry {
  pid: number
  parent: number
  /** One letter; `Z` has ended and waits for its parent. */
  state: string
  /** At most 15 characters; of Node it is the name of its main thread. */
  name: string
}

/** Null when there is no such process, or none any more. */
export function readProcess(pid: number): ProcessEntry | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // pid (name) state ppid: the name may hold anything, so read from its last bracket.
    const close = stat.lastIndexOf(')')
    const [state = '', parent] = stat.slice(close + 2).split(' ')
    return { pid, parent: Number(parent), state, name: stat.slice(stat.indexOf('(') + 1, close) }
  } catch {
    return null
  }
}

export const allProcesses = (): ProcessEntry[] =>
  readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((entry) => readProcess(Number(entry)) ?? [])

/** Children, grandchildren and so on. */
export function descendantsOf(pid: number, all: readonly ProcessEntry[] = allProcesses()): ProcessEntry[] {
  const children = all.filter(({ parent }) => parent === pid)
  return children.flatMap((child) => [child, ...descendantsOf(child.pid, all)])
}

export function isRunning(pid: number): boolean {
  const found = readProcess(pid)
  return found !== null && found.state !== 'Z'
}

/** Resident memory in megabytes; 0 when there is no such process. */
export function residentMb(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}
