import type { ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import type { FindTool } from '@async-events/core'
import type { ChildLimits } from './child-limits.ts'
import { trackChild } from './child-memory.ts'
import { endMarked, markVariable } from './end-marked.ts'
import { guardGroup } from './guard-group.ts'
import { type Command, guardedCommand } from './guarded-command.ts'
import { watchMemory } from './watch-memory.ts'

export interface SpawnAs {
  cwd: string
  env: Record<string, string>
  detached: true
}

export interface ChildStart<Child extends ChildProcess> {
  command: Command
  limits: ChildLimits
  workdir: string
  /** Its environment except for the mark. */
  env: Readonly<Record<string, string>>
  /** Called once above the memory limit; the caller kills it. */
  onMemory(): void
  /** Calls `spawn` with these, and with the caller's pipes. */
  spawn(file: string, args: string[], options: SpawnAs): Child
}

export interface BoundedChild<Child extends ChildProcess> {
  process: Child
  /** Kills its group. */
  kill(): void
}

const running = new Set<ChildProcess>()
let killsOnExit = false

/**
 * Starts a child in its own process group, under limits, without this process's environment. Its descendants are killed
 * when it ends, also after this process was killed: its group, and processes that left it (`endMarked`).
 */
export function startBounded<Child extends ChildProcess>(
  findTool: FindTool,
  { command, limits, workdir, env, onMemory, spawn }: ChildStart<Child>,
): BoundedChild<Child> {
  const mark = randomUUID()
  const { file, args } = guardedCommand(command, { deathSignal: 'SIGKILL', limits }, findTool)
  const child = spawn(file, args, { cwd: workdir, env: { ...env, [markVariable]: mark }, detached: true })
  // Without a pid it was not started: 'error' follows.
  if (child.pid !== undefined) {
    const guard = guardGroup(child.pid, mark)
    const memory = watchMemory(child.pid, limits.residentBytes, onMemory)
    const tracked = trackChild(child.pid, command.file, memory)
    keepTrack(child)
    child.once('exit', () => {
      // Descendants are killed with it, even after exit code 0.
      killGroup(child)
      endMarked(mark)
      memory.stop()
      tracked.end()
      guard.release()
      running.delete(child)
    })
  }
  return { process: child, kill: () => killGroup(child) }
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // The group is empty.
  }
}

/** For a regular exit during a run; the guard and the parent-death signal cover the others. */
function keepTrack(child: ChildProcess): void {
  running.add(child)
  if (killsOnExit) return
  killsOnExit = true
  process.once('exit', () => {
    for (const left of running) killGroup(left)
  })
}
