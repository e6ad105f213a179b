import type { Levels } from './measure-levels.ts'

/** A span of a sound, in seconds from its beginning. */
export interface Span {
  start: number
  end: number
}

/** Nothing that somebody said is as quiet as this, in dB. */
const never = -60
/** Nothing louder than this is called a silence, in dB. */
const loudest = -25
/** How much quieter than the speech a silence has to be at least, in dB. */
const apart = 10
/** Where between the quiet and the loud parts of a recording its silences end. */
const share = 0.3
/** A shorter one is a breath within a word: seconds. */
const shortest = 0.3

/**
 * The silences of a recording, in order. What silence is depends on it: a hall is never as quiet as a studio, so
 * the level is laid between the recording's own quiet and loud parts. Even noise without any change is no silence.
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
