import type { Span } from './find-silences.ts'

export interface PlanCutsOptions {
  /** Maximum length. */
  maxSeconds?: number
  /** Minimum length where possible; half of `maxSeconds` by default. */
  targetSeconds?: number
}

/** Engines refuse pieces of milliseconds. */
const shortestMs = 1_000

/**
 * Cuts a recording into consecutive pieces. Each cut is in the longest silence between `targetSeconds` and
 * `maxSeconds` of its piece, else in the last one before; without a silence the piece has the maximum length. Empty
 * for a recording without duration.
 *
 * @param silences in order, not overlapping
 * @param duration of the recording in seconds
 */
export function planCuts(
  silences: readonly Span[],
  duration: number,
  { maxSeconds = 300, targetSeconds = maxSeconds / 2 }: PlanCutsOptions = {},
): Span[] {
  // Whole milliseconds: sums of fractions drift.
  const [end, max, target] = [duration, maxSeconds, targetSeconds].map((seconds) =>
    Math.round(seconds * 1000),
  )
  if (end === undefined || max === undefined || target === undefined || !(end > 0)) return []
  const quiet = silences.map((silence) => ({
    start: Math.ceil(silence.start * 1000),
    end: Math.floor(silence.end * 1000),
  }))
  const least = Math.min(shortestMs, Math.floor(max / 2))
  const pieces: Span[] = []
  let from = 0
  while (end - from > max) {
    // Otherwise an empty last piece would be left.
    const latest = Math.min(from + max, end - least)
    const earliest = Math.min(from + Math.max(target, least), latest)
    const cut = cutAfter(quiet, { from, first: from + least, earliest, latest })
    pieces.push({ start: from / 1000, end: cut / 1000 })
    from = cut
  }
  return [...pieces, { start: from / 1000, end: duration }]
}

/** In milliseconds. */
function cutAfter(
  quiet: readonly Span[],
  { from, first, earliest, latest }: { from: number; first: number; earliest: number; latest: number },
): number {
  let best: { at: number; length: number } | null = null
  let before: number | null = null
  for (const silence of quiet) {
    if (silence.start > latest) break
    const length = silence.end - silence.start
    const at = within(silence, earliest, latest)
    if (at !== null && (best === null || length >= best.length)) best = { at, length }
    // A cut in the silence at the piece's start gains nothing.
    if (silence.start > from) before = within(silence, first, earliest) ?? before
  }
  return best?.at ?? before ?? latest
}

/** The point of a silence in a range that is nearest to its middle. */
function within(silence: Span, low: number, high: number): number | null {
  const [first, last] = [Math.max(silence.start, low), Math.min(silence.end, high)]
  if (first > last) return null
  return Math.min(last, Math.max(first, Math.round((silence.start + silence.end) / 2)))
}
