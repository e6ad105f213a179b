import { readdirSync, readFileSync } from 'node:fs'

/** Names of the processes that work in a folder: every program that a step starts has it as its home (proc(5)). */
export function processesIn(folder: string): string[] {
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return []
    try {
      const homes = readFileSync(`/proc/${pid}/environ`, 'latin1')
        .split('\0')
        .filter((entry) => entry === `HOME=${folder}` || entry.startsWith(`HOME=${folder}/`))
      return homes.length > 0 ? [readFileSync(`/proc/${pid}/comm`, 'utf8').trim()] : []
    } catch {
      return []
    }
  })
}
