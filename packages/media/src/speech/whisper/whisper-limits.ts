import type { ChildLimits } from '@async-events/sandbox'

export interface WhisperLimits extends ChildLimits {
  wallMs: number
}

/** For a number of seconds of sound: a large model on a slow machine takes 20 seconds of processor time for one. */
export function whisperLimits(seconds: number, residentBytes: number): WhisperLimits {
  return {
    wallMs: 300_000 + seconds * 30_000,
    cpuSeconds: Math.ceil(300 + seconds * 30),
    residentBytes,
    fileBytes: 64 * 1024 ** 2,
  }
}

/**
 * Memory of a window is given back before the next: glibc keeps large blocks for itself once it has seen some
 * (mallopt(3)). Threads that wait for each other give way to what else runs.
 */
export const whisperEnvironment = {
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_TRIM_THRESHOLD_: '131072',
  OMP_WAIT_POLICY: 'passive',
}
