import type { TimeRange } from '@async-events/core'
import { readTime } from './read-time.ts'
import { timeSiteOf } from './time-sites.ts'

/** A start before this second is set to show a picture before playing (`#t=0.1`), not to cut. */
const leastStart = 1

/**
 * Takes the time range off the URL of a recording: the fragment of W3C Media Fragments (https://www.w3.org/TR/media-frags/,
 * normal play time, the last valid `t` counts), or the parameters of YouTube and PeerTube. A URL without one comes back
 * as it is. An end that is not after the start makes it invalid.
 */
export function splitTimeRange(address: string): { url: string; range: TimeRange | null } {
  const none = { url: address, range: null }
  if (!/^https?:/i.test(address) || !address.includes('=')) return none
  const url = URL.parse(address)
  if (url === null) return none
  const ofQuery = takeQuery(url)
  const ofFragment = takeFragment(url)
  const range = ofFragment ?? ofQuery
  if (range === null) return none
  const isWhole = range.start < leastStart && range.end === null
  return { url: url.href, range: isWhole ? null : range }
}

function takeFragment(url: URL): TimeRange | null {
  const kept: string[] = []
  let range: TimeRange | null = null
  for (const pair of url.hash.slice(1).split('&')) {
    const [name = '', ...rest] = pair.split('=')
    const found = decoded(name) === 't' ? readFragment(decoded(rest.join('='))) : null
    if (found === null) kept.push(pair)
    else range = found
  }
  if (range !== null) url.hash = kept.join('&')
  return range
}

/** `10,20`, `npt:10`, `,20`. Other clocks (`smpte:`, `clock:`) are not read. */
function readFragment(value: string): TimeRange | null {
  const [from = '', to, more] = value.replace(/^npt:/, '').split(',')
  if (more !== undefined || to === '') return null
  const start = from === '' && to !== undefined ? 0 : readTime(from)
  const end = to === undefined ? null : readTime(to)
  if (start === null || (to !== undefined && end === null)) return null
  return ordered({ start, end })
}

function takeQuery(url: URL): TimeRange | null {
  const site = timeSiteOf(url)
  if (site === null) return null
  const [start, end] = [site.start, site.end].map((names) => {
    const times = names.flatMap((name) => readTime(url.searchParams.get(name) ?? '') ?? [])
    return times[0] ?? null
  })
  if (start == null && end == null) return null
  for (const name of [...site.start, ...site.end]) url.searchParams.delete(name)
  return ordered({ start: start ?? 0, end: end ?? null })
}

const ordered = (range: TimeRange): TimeRange | null =>
  range.end !== null && range.end <= range.start ? null : range

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
