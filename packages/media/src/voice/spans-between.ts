import type { Span } from '../cut/find-silences.ts'

/** Words begin and end softly: seconds. */
const margin = 0.4
/** Shorter pauses stay: speech is better understood with them. Seconds. */
const shortestLeftOut = 2

/** What is left of a recording without its long pauses, in order, with margins. */
export function spansBetween(pauses: readonly Span[], duration: number): Span[] {
  const spans: Span[] = []
  let from = 0
  for (const { start, end } of [...pauses, { start: duration, end: duration }]) {
    const atEdge = start <= 0 || end >= duration
    if (!atEdge && end - start < shortestLeftOut) continue
    const span = { start: Math.max(0, from - margin), end: Math.min(duration, start + margin) }
    if (start > from) spans.push({ start: from === 0 ? 0 : span.start, end: span.end })
    from = end
  }
  return spans
}
