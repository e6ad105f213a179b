import { basename } from 'node:path'
import { type MemoryWatch, residentBytesOfTree } from './watch-memory.ts'

export interface ChildMemory {
  /** Name of the program, without its folder. */
  program: string
  /** Resident, of it and its descendants. */
  bytes: number
}

const running = new Map<number, string>()
const listeners = new Set<(child: ChildMemory) => void>()

/** Memory of the children that run in this process now. Linux only; 0 elsewhere. */
export const childMemory = (): ChildMemory[] =>
  [...running].map(([pid, program]) => ({ program, bytes: finite(residentBytesOfTree(pid)) }))

/** Calls `listener` with the peak of each child that ends from now on; the answer ends that. */
export function onChildEnd(listener: (child: ChildMemory) => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** From the start of a child to its end. One that is shorter than a look has no peak, and is not told. */
export function trackChild(pid: number, file: string, memory: Pick<MemoryWatch, 'peak'>): { end(): void } {
  const program = basename(file)
  running.set(pid, program)
  return {
    end: () => {
      running.delete(pid)
      const bytes = memory.peak()
      if (bytes > 0) for (const listener of listeners) listener({ program, bytes })
    },
  }
}

const finite = (bytes: number): number => (Number.isFinite(bytes) ? bytes : 0)
