import { readFileSync, readlinkSync } from 'node:fs'
import { allProcesses } from '@async-events/testkit/processes'

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
  return allProcesses()
    .filter(({ pid, state }) => pid !== process.pid && state !== 'Z')
    .flatMap(({ pid, parent }) => {
      const command = readText(pid, 'cmdline')
      const named = [command, readLink(pid), readText(pid, 'environ')].some((text) => text.includes(folder))
      return named ? [{ pid, parent, command: command.replaceAll('\0', ' ').trim() }] : []
    })
}

/** Empty when it ended meanwhile. */
function readText(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    return ''
  }
}

function readLink(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return ''
  }
}
