import type { Span } from './slide.ts'

/** A time shorter than this, in seconds, is a passing one: somebody turns the pages. */
const passing = 1

/**
 * When each thing is shown, by what the pictures of a recording show (`shown`, null for none of the things) and when
 * they begin (`times`, seconds, rising). A thing that comes back after pictures of nothing, such as the speaker's, was
 * there all the time. A passing moment counts only for what has no better one.
 */
export function spansOf(
  shown: readonly (number | null)[],
  times: readonly number[],
  duration: number | null,
): Map<number, Span[]> {
  const spans = new Map<number, Span[]>()
  let last: number | null = null
  for (const [index, thing] of shown.entries()) {
    if (thing === null) continue
    const start = times[index] ?? 0
    const end = times[index + 1] ?? (duration === null ? null : Math.max(start, duration))
    const known = spans.get(thing) ?? []
    const open = known.at(-1)
    if (open && last === thing) open.end = end
    else known.push({ start, end })
    spans.set(thing, known)
    last = thing
  }
  return new Map([...spans].map(([thing, all]) => [thing, withoutPassing(all)]))
}

function withoutPassing(spans: Span[]): Span[] {
  const staying = spans.filter(({ start, end }) => end === null || end - start >= passing)
  return staying.length > 0 ? staying : spans.slice(0, 1)
}
