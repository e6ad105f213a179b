import type { TimeRange } from '@async-events/core'
import { splitTimeRange } from './split-time-range.ts'
import { timeSiteOf } from './time-sites.ts'
import { toMillis } from './to-millis.ts'

/** The URL of this part of a recording, in the form that its site reads; of a text that is no URL, the text. */
export function atTimeRange(video: string, { start, end }: TimeRange): string {
  const url = URL.parse(video)
  if (url === null) return video
  const site = timeSiteOf(url)
  if (site !== null) {
    for (const name of [...site.start, ...site.end]) url.searchParams.delete(name)
    const [startName, endName] = [site.start[0], site.end[0]]
    if (startName !== undefined) url.searchParams.set(startName, site.write(start))
    if (endName !== undefined && end !== null) url.searchParams.set(endName, site.write(Math.ceil(end)))
    return url.href
  }
  // Vimeo wants a unit, and reads no end.
  const isVimeo = /(^|\.)vimeo\.com$/.test(url.hostname)
  url.hash = isVimeo
    ? `t=${Math.floor(start)}s`
    : `t=${toMillis(start)}${end === null ? '' : `,${toMillis(end)}`}`
  return url.href
}

/** The URL at a second of the talk, where the talk may be a part of the recording. */
export function atTalkTime(video: string, seconds: number): string {
  const { url, range } = splitTimeRange(video)
  return atTimeRange(url, { start: Math.floor((range?.start ?? 0) + seconds), end: null })
}
