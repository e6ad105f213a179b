import { readFileSync } from 'node:fs'

const lookMs = 250
const pageBytes = 4096

/** Calls `onOver` once when a process holds more than so many bytes. Linux only; elsewhere nothing is watched. */
export function watchMemory(
  pid: number | undefined,
  limitBytes: number | undefined,
  onOver: () => void,
): { stop(): void } {
  if (pid === undefined || limitBytes === undefined) return { stop: () => {} }
  const timer = setInterval(() => {
    const resident = residentBytes(pid)
    if (resident === null || resident <= limitBytes) return
    clearInterval(timer)
    onOver()
  }, lookMs)
  return { stop: () => clearInterval(timer) }
}

/** Second number of `/proc/<pid>/statm` (proc(5)): resident set in pages. */
function residentBytes(pid: number): number | null {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * pageBytes
  } catch {
    return null
  }
}
