import { availableParallelism } from 'node:os'
import type { ChildLimits } from './child-limits.ts'

/** How a program ended that we did not kill. */
export interface ToolEnd {
  code: number | null
  signal: NodeJS.Signals | null
  messages: readonly string[]
  elapsedMs: number
}

const refusedMemory =
  /cannot allocate memory|out of memory|bad_alloc|memoryerror|not enough memory|memory exhausted/i
const refusedBytes = /file too large/i

/**
 * Which limit a program exceeded, for people; null for none. The kernel kills a process over its CPU time (SIGKILL:
 * soft and hard limit are equal) or file size (SIGXFSZ); refused memory shows in its messages or exit signal.
 */
export function limitPassed(limits: ChildLimits, { signal, messages, elapsedMs }: ToolEnd): string | null {
  const says = (words: RegExp): boolean => messages.some((line) => words.test(line))
  const usableMs = elapsedMs * availableParallelism()
  if (signal === 'SIGXCPU' || (signal === 'SIGKILL' && usableMs >= limits.cpuSeconds * 1000))
    return 'takes too much processor time'
  if (signal === 'SIGXFSZ' || says(refusedBytes)) return 'gives too much'
  if (limits.addressSpaceBytes === undefined) return null
  if (signal === 'SIGABRT' || signal === 'SIGSEGV' || says(refusedMemory)) return 'takes too much memory'
  return null
}
