import type { Span } from './contract.ts'

/** A shorter time, in seconds, is a passing one: pages are being turned. */
const passing = 1

/**
 * When each page is shown, from what each picture shows (`shown`, null for no page) and when it begins (`times`,
 * seconds, ascending). A page that returns after pictures of no page, such as the speaker, was shown throughout.
 * Short moments count only without better ones.
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
