import type { Levels } from './measure-levels.ts'

/** A span of audio, in seconds from its start. */
export interface Span {
  start: number
  end: number
}

/** All speech is louder than this, in dB. */
const never = -60
/** Maximum level of silence, in dB. */
const loudest = -25
/** Minimum distance of silence below speech, in dB. */
const apart = 10
/** Silence threshold between the quiet and the loud parts of a recording. */
const share = 0.3
/** Shorter ones are pauses within words: seconds. */
const shortest = 0.3

/**
 * Silences of a recording, in order. The threshold depends on the recording, as a hall is louder than a studio: it
 * lies between the quiet and the loud parts. Steady noise is no silence.
 */
export function findSilences({ levels, windowSeconds, duration }: Levels, minSeconds = shortest): Span[] {
  const threshold = thresholdOf(levels)
  const silences: Span[] = []
  let from: number | null = null
  for (let at = 0; at <= levels.length; at += 1) {
    const quiet = at < levels.length && (levels[at] ?? 0) <= threshold
    if (quiet) {
      from ??= at
      continue
    }
    if (from !== null) {
      const silence = { start: from * windowSeconds, end: Math.min(at * windowSeconds, duration) }
      const whole = from === 0 && at === levels.length
      if (whole || silence.end - silence.start >= minSeconds - 1e-9) silences.push(silence)
    }
    from = null
  }
  return silences
}

function thresholdOf(levels: readonly number[]): number {
  const sorted = levels.toSorted((a, b) => a - b)
  const at = (part: number): number => sorted[Math.floor(part * (sorted.length - 1))] ?? never
  const [quiet, loud] = [Math.max(never, at(0.05)), at(0.98)]
  return Math.max(never, Math.min(quiet + share * (loud - quiet), loud - apart, loudest))
}
