import { readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { residentMb } from '@async-events/testkit/processes'

/** Processor time and memory of a kind of process: `api`, `worker-scrape`, `redis`, `mongo` …; those that it starts count as its own. */
export interface Use {
  cpuMs: number
  residentMb: number
}

/** What the processes of a service have used so far, and hold now, by kind. */
export function useByKind(pids: readonly number[]): Map<string, Use> {
  const kinds = new Map<string, Use>()
  const known = new Map<number, string>()
  // Parents come before their children.
  for (const pid of pids) {
    const stat = readText(`/proc/${pid}/stat`)
    if (stat === null) continue
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const kind = ownKind(pid) ?? known.get(Number(fields[1])) ?? 'start'
    known.set(pid, kind)
    const use = kinds.get(kind) ?? { cpuMs: 0, residentMb: 0 }
    // utime, stime, and those of children that have ended; proc(5), hundredths of a second.
    use.cpuMs += 10 * fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0)
    use.residentMb += residentMb(pid)
    kinds.set(kind, use)
  }
  return kinds
}

/** Null of a process that an app has started. */
function ownKind(pid: number): string | null {
  const command = (readText(`/proc/${pid}/cmdline`) ?? '').split('\0')
  if (command.some((part) => part.includes('redis-server'))) return 'redis'
  if (command.some((part) => /mongo[^/]*\/src\/[^/]+\.ts$|mongod$/.test(part))) return 'mongo'
  const main = command.find((part) => /\/apps\/[\w-]+\/(?:src\/)?main\.m?[tj]s$/.test(part))
  return main === undefined ? null : basename(dirname(main.replace('/src/', '/')))
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
