import { readdirSync, readFileSync } from 'node:fs'

/** A process of /proc/<pid>/stat (proc(5)). */
export interface ProcessEntry {
  pid: number
  parent: number
  /** One letter; `Z` is a zombie. */
  state: string
  /** At most 15 characters; for Node, its main thread's name. */
  name: string
}

/** Null when there is no such process. */
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

/** Descendants. */
export function descendantsOf(pid: number, all: readonly ProcessEntry[] = allProcesses()): ProcessEntry[] {
  const children = all.filter(({ parent }) => parent === pid)
  return children.flatMap((child) => [child, ...descendantsOf(child.pid, all)])
}

export function isRunning(pid: number): boolean {
  const found = readProcess(pid)
  return found !== null && found.state !== 'Z'
}

/** Resident memory in megabytes; 0 without such a process. */
export function residentMb(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}
