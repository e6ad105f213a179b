import type { JobStore, Lease, Logger } from '@async-events/core'
import type { SyncedClock } from '@async-events/runtime'

export interface BeatDeps {
  jobs: JobStore
  clock: Pick<SyncedClock, 'now'>
  /** Of the step. */
  log: Logger
}

/** A heartbeat every 3 s, or after 1 s when there is progress. Without an answer for 15 s the step is aborted. */
const beatMs = 3_000
const progressMs = 1_000
const patienceMs = 15_000

export interface Heartbeat {
  progress(percent: number, message?: string): void
  stop(): void
}

/** Why a step must stop: `lost` its lease is no longer held · `unheard` the database did not answer for too long. */
export type BeatEnd = 'lost' | 'unheard'

/** Extends the lease and reports progress until `stop`, or until it cannot; then calls `onEnd`. */
export function startHeartbeat(
  deps: BeatDeps,
  lease: Lease,
  leaseMs: number,
  onEnd: (why: BeatEnd) => void,
): Heartbeat {
  let shown: { percent?: number; message?: string } = {}
  let lastBeat = performance.now()
  let lastAnswer = performance.now()
  let busy = false
  let stopped = false

  const tick = async (): Promise<void> => {
    const now = performance.now()
    const hasProgress = Object.keys(shown).length > 0
    if (now - lastAnswer > patienceMs) return end('unheard')
    if (busy || now - lastBeat < (hasProgress ? progressMs : beatMs)) return
    busy = true
    lastBeat = now
    const carried = shown
    shown = {}
    try {
      const kept = await deps.jobs.heartbeat(lease, {
        lease_until: new Date(deps.clock.now().getTime() + leaseMs),
        ...carried,
      })
      lastAnswer = performance.now()
      if (!kept) end('lost')
    } catch (error) {
      shown = { ...carried, ...shown }
      deps.log.warn({ err: error }, 'heartbeat failed')
    } finally {
      busy = false
    }
  }
  const end = (why: BeatEnd): void => {
    if (stopped) return
    stop()
    onEnd(why)
  }
  const stop = (): void => {
    stopped = true
    clearInterval(timer)
  }
  const timer = setInterval(tick, 250)

  return {
    progress(percent, message) {
      shown.percent = Math.max(0, Math.min(99, Math.floor(percent)))
      if (message !== undefined) shown.message = message.slice(0, 200)
    },
    stop,
  }
}
