import type { BeatEnd } from './heartbeat.ts'

/** Why a running step is aborted: `stopped` its job no longer needs it · see `BeatEnd` for `lost` and `unheard`. */
export type StopReason = 'stopped' | 'timeout' | 'shutdown' | BeatEnd

/** The abort reason of a step's signal. */
export class Stopped extends Error {
  readonly why: StopReason
  constructor(why: StopReason) {
    super(`the step was told to stop: ${why}`)
    this.name = 'Stopped'
    this.why = why
  }
}
