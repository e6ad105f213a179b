import { webAddress } from '../media/sort-links.ts'
import { type PageLink, readHtml } from '../source/read-html.ts'
import type { Source } from '../source/source.ts'
import type { StatedSession } from '../stated.ts'
import type { Dialect } from './dialect.ts'
import { titleOfAddress } from './url-list.ts'

/**
 * A page of a programme: its links to pages of sessions. Those are alike in address: everything up to `talk`, `session`, `event` and
 * the like is the same, and something of its own follows.
 */
export const sessionLinks: Dialect = {
  name: 'programme-page',
  recognises: (source) => source.kind === 'html' && linksOf(source).sessions.length > 0,
  read(source) {
    const { title, language, sessions } = linksOf(source)
    return { title, url: source.url, language, sessions }
  },
}

interface Target extends PageLink {
  url: string
  group: string
  strength: number
}

function linksOf(source: Source): {
  title: string | null
  language: string | null
  sessions: StatedSession[]
} {
  const page = readHtml(source.text)
  const base = webAddress(page.base ?? '', source.url) ?? source.url
  const targets = page.links.flatMap((link) => targetOf(link, base, source.url) ?? [])
  const groups = Map.groupBy(targets, ({ group }) => group)
  const best = [...groups.values()].toSorted((a, b) => weight(b) - weight(a))[0] ?? []
  return {
    title: page.title?.split(/\s[|–—·-]\s/)[0] ?? null,
    language: page.language,
    sessions: addressesOf(best) < least(best) ? [] : sessionsOf(best),
  }
}

const addressesOf = (group: readonly Target[]): number => new Set(group.map(({ url }) => url)).size
const weight = (group: readonly Target[]): number => addressesOf(group) * (group[0]?.strength ?? 1)
/** A path that names sessions is believed at once. */
const least = (group: readonly Target[]): number => ((group[0]?.strength ?? 1) > 1 ? 2 : 5)

const strong =
  /^(?:talks?|sessions?|presentations?|events?|contributions?|lectures?|vortr(?:ag|aege|äge)|submissions?|proposals?|abstracts?|papers?|conferences?|charlas?|ponencias?|keynotes?|workshops?|tutorials?)$/i
const weak = /^(?:schedule|program(?:me|m)?|fahrplan|agenda|timetable|programma|programa)$/i
/** Pages about something else than one session. */
const others =
  /^(?:speakers?|people|persons?|authors?|tracks?|rooms?|days?|tags?|topics?|categor(?:y|ies)|sponsors?|users?|login|register|account|blog|news|feeds?|ical|ics|feedback|export|widgets?|search|static|assets|img|images|media|css|js|editions?|about|team|contact|venue|tickets?|cfp|coc|privacy|imprint|impressum|archive|locations?)(?:\.\w+)?$/i
const file = /\.(?:ics|ical|xml|json|xcal|pdf|png|jpe?g|svg|webp|css|js|mp4|webm|zip|csv|rss|atom|txt)$/i

function targetOf(link: PageLink, base: string | null, page: string | null): Target | null {
  const url = webAddress(link.href.replace(/#.*$/s, ''), base)
  if (url === null || url === page?.replace(/#.*$/s, '')) return null
  const { origin, pathname } = new URL(url)
  const parts = pathname.split('/').filter((part) => part !== '')
  if (parts.length === 0 || file.test(pathname)) return null
  const at = parts.findLastIndex(
    (part, place) => place < parts.length - 1 && (strong.test(part) || weak.test(part)),
  )
  const own = parts.slice(at + 1)
  if (own.some((part) => others.test(part) || strong.test(part)) || own.length > 3) return null
  // Only pages of the same site are alike by their folder alone.
  if (at < 0 && (page === null || new URL(page).origin !== origin || parts.length < 2)) return null
  const shared = at < 0 ? parts.slice(0, -1) : parts.slice(0, at + 1)
  const isStrong = at >= 0 && strong.test(parts[at] ?? '')
  return {
    ...link,
    url,
    group: [origin, ...shared].join('/'),
    strength: isStrong ? 4 : at >= 0 ? 2 : 1,
  }
}

/** What links say that leads to the same page as a title. */
const generic =
  /^(?:more|read more|details?|view|open|info|learn more|see more|watch|video|slides|permalink|mehr|weiter|link|\W*)$/i

function sessionsOf(group: readonly Target[]): StatedSession[] {
  const byUrl = Map.groupBy(group, ({ url }) => url)
  return [...byUrl].map(([url, links]) => {
    const named = links.find(({ text }) => !generic.test(text.replaceAll(/\s+/g, ' ').trim()))
    return {
      line: links[0]?.line ?? 1,
      ids: [url],
      title: named?.text ?? titleOfAddress(url),
      urls: [url],
    }
  })
}
