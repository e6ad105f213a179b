import type { Span } from './find-silences.ts'

/** Margin around the audio, in seconds: words begin and end softly. */
const margin = 0.4

/** The part of a piece without silence at its ends; null when it is all silence. */
export function soundWithin(piece: Span, silences: readonly Span[]): Span | null {
  let { start, end } = piece
  for (const silence of silences) {
    if (silence.start <= start && silence.end > start) start = Math.min(silence.end, end)
  }
  for (const silence of silences.toReversed()) {
    if (silence.end >= end && silence.start < end) end = Math.max(silence.start, start)
  }
  if (end <= start) return null
  return { start: Math.max(piece.start, start - margin), end: Math.min(piece.end, end + margin) }
}
