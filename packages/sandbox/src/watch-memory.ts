import { readdirSync, readFileSync } from 'node:fs'

const lookMs = 250
const pageBytes = 4096
/** Far more than any tool needs. */
const maxProcesses = 64

export interface MemoryWatch {
  /** Highest resident bytes seen so far, of all processes together. */
  peak(): number
  stop(): void
}

/**
 * Calls `onOver` once when a process and its descendants exceed the memory limit, or 64 processes. Linux only;
 * elsewhere it does nothing. It keeps no process alive.
 */
export function watchMemory(pid: number, limitBytes: number, onOver: () => void): MemoryWatch {
  let peak = 0
  const timer = setInterval(() => {
    const bytes = residentBytesOfTree(pid)
    if (Number.isFinite(bytes)) peak = Math.max(peak, bytes)
    if (bytes <= limitBytes) return
    clearInterval(timer)
    onOver()
  }, lookMs).unref()
  return { peak: () => peak, stop: () => clearInterval(timer) }
}

/** Of a process and its descendants; infinite for too many of them. */
export function residentBytesOfTree(root: number): number {
  const pids = [root]
  let bytes = 0
  for (let at = 0; at < pids.length; at += 1) {
    const pid = pids[at] ?? root
    bytes += residentBytes(pid)
    pids.push(...childrenOf(pid))
    if (pids.length > maxProcesses) return Infinity
  }
  return bytes
}

/** Second number of `/proc/<pid>/statm` (proc(5)): resident set in pages. */
function residentBytes(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * pageBytes
  } catch {
    return 0
  }
}

/** `/proc/<pid>/task/<tid>/children` (proc(5)): child processes of each thread. */
function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    )
  } catch {
    return []
  }
}
