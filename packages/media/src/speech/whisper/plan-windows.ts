import type { Span } from '../../cut/find-silences.ts'
import { planCuts } from '../../cut/plan-cuts.ts'
import { spansBetween } from '../../voice/spans-between.ts'

/** Spans of the sound that are heard one after the other, as if nothing were between them. */
export type Window = readonly Span[]

/**
 * Whisper hears 30 seconds at a time, and fills less with silence: windows are as long as that, so that little is heard
 * for nothing. Long pauses are left out, as Whisper invents text in silence and music; cuts are in other pauses.
 */
export function planWindows(pauses: readonly Span[], duration: number, maxSeconds = 29): Window[] {
  const spans = spansBetween(pauses, duration)
  const packed = pack(spans)
  const quiet = pauses
    .map(({ start, end }) => ({ start: packed.at(start), end: packed.at(end) }))
    .filter(({ start, end }) => end > start)
  return planCuts(quiet, packed.seconds, { maxSeconds, targetSeconds: maxSeconds * 0.7 })
    .map(({ start, end }) => packed.between(start, end))
    .filter((window) => window.length > 0)
}

/**
 * Where a part of a window is in the sound. Whisper's times are not exact: a part that reaches over a pause that was
 * left out is where most of it is.
 */
export function placeInSound(window: Window, { start, end }: Span): Span {
  let from = 0
  let best: Span | null = null
  for (const span of window) {
    const to = from + span.end - span.start
    const part = { start: Math.max(start, from), end: Math.min(end, to) }
    if (part.end >= part.start && (best === null || part.end - part.start > best.end - best.start + 1e-6))
      best = { start: span.start + part.start - from, end: span.start + part.end - from }
    from = to
  }
  const last = window.at(-1)?.end ?? 0
  return best ?? { start: last, end: last }
}

interface Packed {
  seconds: number
  /** Its time for a time of the sound. */
  at(seconds: number): number
  /** Spans of the sound for a span of it. */
  between(start: number, end: number): Span[]
}

function pack(spans: readonly Span[]): Packed {
  const starts: number[] = []
  let seconds = 0
  for (const { start, end } of spans) {
    starts.push(seconds)
    seconds += end - start
  }
  return {
    seconds,
    at: (time) => {
      let packed = 0
      for (const { start, end } of spans) packed += Math.min(Math.max(time - start, 0), end - start)
      return packed
    },
    between: (from, to) =>
      spans.flatMap(({ start, end }, index) => {
        const begin = starts[index] ?? 0
        const part = {
          start: Math.max(start, start + from - begin),
          end: Math.min(end, start + to - begin),
        }
        // A hundredth of a second is no sound.
        return part.end - part.start > 0.01 ? [part] : []
      }),
  }
}
