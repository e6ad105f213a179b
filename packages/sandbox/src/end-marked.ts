import { readdirSync, readFileSync } from 'node:fs'

/** Variable in every child's environment: random, so that it identifies one run. */
export const markVariable = 'ASYNC_EVENTS_RUN'
/** A process started during the search is found in the next round. */
const mostRounds = 8

/**
 * Kills every process with this mark in its environment: `setsid` leaves the process group, and an orphan has lost its
 * parent, but `/proc/<pid>/environ` (proc(5)) stays as it was at exec. Linux only; elsewhere it finds nothing. Takes
 * about a millisecond for a hundred processes.
 */
export function endMarked(mark: string): void {
  const entry = `${markVariable}=${mark}`
  for (let round = 0; round < mostRounds; round += 1) {
    const left = processes().filter((pid) => environmentOf(pid).includes(entry))
    if (left.length === 0) return
    for (const pid of left) kill(pid)
  }
}

const processes = (): string[] => {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  } catch {
    return []
  }
}

/** Empty for a process that has exited or is another user's. */
function environmentOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0')
  } catch {
    return []
  }
}

function kill(pid: string): void {
  try {
    process.kill(Number(pid), 'SIGKILL')
  } catch {
    // It ended by itself.
  }
}
