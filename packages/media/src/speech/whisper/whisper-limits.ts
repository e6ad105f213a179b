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
