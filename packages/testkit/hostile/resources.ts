import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { appNames } from '../../../apps/local/src/launch.ts'
import type { HostileService } from './hostile-service.ts'

/** What one app holds. */
export interface AppResources {
  pid: number
  /** Resident memory in megabytes. */
  rssMb: number
  /** Open files and sockets. */
  handles: number
  /** Processes that it has started, and theirs. */
  children: number
}

export interface Resources {
  apps: Record<string, AppResources>
  /** Files below the work folders of the workers, the folder of temporary files and the store's half-written ones. */
  leftFiles: string[]
}

/** How long an app may take to collect its garbage. */
const collectMs = 700

/** After garbage was collected: what is held is measured, and not what was. */
export async function measureHeld(hostile: HostileService): Promise<Resources> {
  for (const name of appNames) process.kill(hostile.service.pidOf(name), 'SIGUSR2')
  await pause(collectMs)
  return measure(hostile)
}

export function measure({ service, tempDir }: HostileService): Resources {
  const parents = parentsOfAll()
  const apps = appNames.map((name): [string, AppResources] => {
    const pid = service.pidOf(name)
    const handles = entries(`/proc/${pid}/fd`).length
    return [name, { pid, rssMb: rssMb(pid), handles, children: below(pid, parents) }]
  })
  const folders = [join(service.dataDir, 'work'), tempDir, join(service.dataDir, 'artifacts', '.tmp')]
  return { apps: Object.fromEntries(apps), leftFiles: folders.flatMap(filesBelow) }
}

function rssMb(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Math.round(Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024)
  } catch {
    return 0
  }
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** Files and folders; those of a worker that is at work are named by its process. */
function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() || entry.name.startsWith('step-'))
      .map((entry) => join(entry.parentPath, entry.name))
  } catch {
    return []
  }
}

function parentsOfAll(): Map<number, number> {
  const parents = new Map<number, number>()
  for (const entry of entries('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      // pid (command) state ppid: the command may hold anything, so read from its last bracket.
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8')
      parents.set(Number(entry), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]))
    } catch {
      // It ended meanwhile.
    }
  }
  return parents
}

function below(pid: number, parents: ReadonlyMap<number, number>): number {
  const children = [...parents].filter(([, parent]) => parent === pid).map(([child]) => child)
  return children.reduce((sum, child) => sum + 1 + below(child, parents), 0)
}

/** How much more than at the base an app may hold: a heap keeps some room, a pool its 20 connections to MongoDB. */
export const allowance = { rssMb: 160, handles: 24 } as const

/** What is not back where it was, in words; empty when everything is. */
export function notBack(base: Resources, now: Resources): string[] {
  const apps = Object.entries(now.apps).flatMap(([name, { pid, rssMb, handles, children }]) => {
    const before = base.apps[name]
    if (!before) return [`${name} is new`]
    return [
      pid === before.pid ? [] : [`${name} has died and was started again`],
      rssMb <= before.rssMb + allowance.rssMb ? [] : [`${name} holds ${rssMb} MB, ${before.rssMb} MB before`],
      handles <= before.handles + allowance.handles
        ? []
        : [`${name} has ${handles} open files, ${before.handles} before`],
      children <= before.children ? [] : [`${name} has ${children} processes, ${before.children} before`],
    ].flat()
  })
  return [...apps, ...now.leftFiles.map((file) => `${file} is left`)]
}
