import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { appNames } from '@async-events/local'
import { allProcesses, descendantsOf, residentMb } from '@async-events/testkit/processes'
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
  const all = allProcesses()
  const apps = appNames.map((name): [string, AppResources] => {
    const pid = service.pidOf(name)
    const handles = entries(`/proc/${pid}/fd`).length
    return [
      name,
      { pid, rssMb: Math.round(residentMb(pid)), handles, children: descendantsOf(pid, all).length },
    ]
  })
  const folders = [join(service.dataDir, 'work'), tempDir, join(service.dataDir, 'artifacts', '.tmp')]
  return { apps: Object.fromEntries(apps), leftFiles: folders.flatMap(filesBelow) }
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
