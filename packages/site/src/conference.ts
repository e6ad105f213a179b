import { pageNames } from './facts/page-names.ts'
import type { Speaker } from './facts/talk-facts.ts'
import type { SiteTalk } from './site-talk.ts'

/** A talk with a page. */
export interface PageTalk extends SiteTalk {
  document: string
  updated: Date
  /** Path of its page in the site. */
  page: string
  /** Its place among the talks of the site, which the search calls it by. */
  number: number
}

export const groupKinds = ['days', 'tracks', 'rooms', 'speakers'] as const
export type GroupKind = (typeof groupKinds)[number]

/** The talks of a track, day, room or speaker. */
export interface Group {
  kind: GroupKind
  name: string
  page: string
  talks: PageTalk[]
  /** Of a speaker: their pages elsewhere. */
  urls: string[]
}

export interface Conference {
  title: string
  /** In the order in which they are given: day, time, title. */
  talks: PageTalk[]
  groups: Record<GroupKind, Group[]>
  /** Jobs without a document. */
  missing: SiteTalk[]
}

/**
 * What a site is of: talks with documents, and who and what they belong to.
 *
 * @param name of the batch, where no talk names its event
 */
export function conference(name: string, all: readonly SiteTalk[]): Conference {
  const withPage = all.filter(hasDocument).sort(byTime)
  const names = pageNames(withPage.map(({ facts }) => facts.title))
  const talks = withPage.map((talk, number) => ({ ...talk, number, page: `talks/${names[number]}.html` }))
  const single = (kind: GroupKind, nameOf: (talk: PageTalk) => string): Group[] =>
    groupsOf(kind, talks, (talk) => [{ name: nameOf(talk), url: null }])
  return {
    title: mostFrequent(talks.map(({ facts }) => facts.event)) ?? name,
    talks,
    groups: {
      days: single('days', ({ facts }) => facts.day),
      tracks: single('tracks', ({ facts }) => facts.track),
      rooms: single('rooms', ({ facts }) => facts.room),
      speakers: groupsOf('speakers', talks, ({ facts }) => facts.speakers),
    },
    missing: all.filter((talk) => !hasDocument(talk)),
  }
}

/** The value that is named most often; of several the first. Null for nothing but blanks. */
export function mostFrequent(values: readonly (string | null)[]): string | null {
  const counts = new Map<string, number>()
  for (const value of values) if (value) counts.set(value, (counts.get(value) ?? 0) + 1)
  let best: string | null = null
  for (const [value, count] of counts) if (best === null || count > (counts.get(best) ?? 0)) best = value
  return best
}

const hasDocument = (talk: SiteTalk): talk is SiteTalk & { document: string; updated: Date } =>
  talk.document !== null && talk.updated !== null

/** Days without a date, and talks without a time, come last. */
const byTime = ({ facts: a }: SiteTalk, { facts: b }: SiteTalk): number =>
  compare(a.day || '\uffff', b.day || '\uffff') ||
  compare(a.start || '\uffff', b.start || '\uffff') ||
  a.title.localeCompare(b.title, 'en')

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1)

function groupsOf(kind: GroupKind, talks: readonly PageTalk[], of: (talk: PageTalk) => Speaker[]): Group[] {
  const found = new Map<string, { talks: PageTalk[]; urls: Set<string> }>()
  for (const talk of talks) {
    for (const { name, url } of of(talk)) {
      if (name === '') continue
      const group = found.get(name) ?? { talks: [], urls: new Set() }
      found.set(name, group)
      group.talks.push(talk)
      if (url !== null) group.urls.add(url)
    }
  }
  const ordered = [...found].sort(([a], [b]) => (kind === 'days' ? compare(a, b) : a.localeCompare(b, 'en')))
  const names = pageNames(ordered.map(([name]) => name))
  return ordered.map(([name, group], at) => ({
    kind,
    name,
    page: `${kind}/${names[at]}.html`,
    talks: group.talks,
    urls: [...group.urls],
  }))
}
