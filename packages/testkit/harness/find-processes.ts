import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

export interface FoundProcess {
  pid: number
  parent: number
  command: string
}

/**
 * Every process that works on a folder: it lies in its arguments, its environment or its working directory. Native programs
 * get an empty environment, but files of the folder as arguments.
 */
export function findProcesses(folder: string): FoundProcess[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid)
    .flatMap((entry) => {
      try {
        const command = readText(entry, 'cmdline')
        const directory = readLink(entry)
        if (![command, directory, readText(entry, 'environ')].some((text) => text.includes(folder))) return []
        const stat = readFileSync(`/proc/${entry}/stat`, 'utf8')
        // pid (command) state ppid: the command may hold anything, so read from its last bracket.
        const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
        if (state === 'Z') return []
        return [{ pid: Number(entry), parent: Number(parent), command: command.replaceAll('\0', ' ').trim() }]
      } catch {
        // It ended meanwhile.
        return []
      }
    })
}

function readText(pid: string, name: string): string {
  return readFileSync(`/proc/${pid}/${name}`, 'utf8')
}

function readLink(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return ''
  }
}

/** Resident memory of processes in all, in megabytes. */
export function residentMegabytes(pids: readonly number[]): number {
  const kilobytes = pids.map((pid) => {
    try {
      return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readText(String(pid), 'status'))?.[1] ?? 0)
    } catch {
      return 0
    }
  })
  return Math.round(kilobytes.reduce((sum, each) => sum + each, 0) / 1024)
}
