import { readFileSync } from 'node:fs'

/** Milliseconds of CPU time that running processes have used, children that have ended with them. Linux counts in hundredths of a second. */
export const cpuMsOf = (pids: readonly number[]): number =>
  pids.reduce((sum, pid) => {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // After the name of the program, which may hold anything: proc(5).
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return sum + fields.slice(11, 15).reduce((ticks, field) => ticks + Number(field), 0) * 10
  }, 0)
