/** How the links of a document lead to a second of its recording. */
export interface TimeLinks {
  /** What stands before the seconds, such as `https://video.example/talk.webm#t=`. */
  before: string
  after: string
  /** Second of the recording at which the talk begins. */
  from: number
}

/** `[12:34](https://…)`, `[0:00–0:12](https://…)` */
const timeInDocument = /\[(?:(\d+):)?(\d+):(\d\d)[^\]]*\]\((https?:[^)\s]+)\)/g
/** W3C Media Fragments, and what sites of recordings have instead. */
const secondsInAddress = /^(.*[#?&](?:t|start)=)(\d+)(.*)$/

/**
 * The form in which a document links to times. The service knows how each site wants it; here only the number is changed.
 * Null for a document without such links.
 */
export function timeLinksIn(markdown: string): TimeLinks | null {
  for (const [, hours = '0', minutes = '0', seconds = '0', address = ''] of markdown.matchAll(
    timeInDocument,
  )) {
    const found = secondsInAddress.exec(URL.parse(address)?.href ?? '')
    if (found === null) continue
    const [, before = '', number = '0', after = ''] = found
    const ofTalk = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
    return { before, after, from: Math.max(0, Number(number) - ofTalk) }
  }
  return null
}

/** The address of a second of the talk. */
export const linkAt = ({ before, after, from }: TimeLinks, seconds: number): string =>
  `${before}${Math.floor(from + seconds)}${after}`

/** The second of the talk that a link leads to; null for a link to anything but its recording. */
export function secondsOf(link: string, { before, after, from }: TimeLinks): number | null {
  if (!link.startsWith(before) || !link.endsWith(after)) return null
  const number = link.slice(before.length, link.length - after.length)
  return /^\d+$/.test(number) ? Math.max(0, Number(number) - from) : null
}
