import { h } from 'hastscript'
import { type Group, type GroupKind, groupKinds } from '../conference.ts'
import type { ElementContent } from '../html-tree.ts'
import type { SiteTalk } from '../site-talk.ts'
import { dayName } from './day-name.ts'
import { linkTo } from './links.ts'
import { talkList } from './talk-list.ts'
import { type SiteContext, writePage } from './write-page.ts'

/** The start page: what the conference was, and ways into it. */
export function startPage(context: SiteContext): string {
  const { conference, words, language } = context
  const { talks, groups, missing, title } = conference
  const path = 'index.html'
  const recordings = talks.filter(({ facts }) => facts.recording !== null).length
  const days = groups.days.map(({ name }) => dayName(name, language))
  const when = days.length > 1 ? `${days[0]} – ${days.at(-1)}` : (days[0] ?? '')
  return writePage(context, {
    path,
    title,
    main: [
      h('h1', title),
      ...(when === '' ? [] : [h('p.dates', when)]),
      h('p.muted', words.counts(talks.length, groups.speakers.length, recordings)),
      ...(['days', 'tracks', 'rooms'] as const).flatMap((kind) =>
        groups[kind].length === 0
          ? []
          : [h('section', [h('h2', words[kind]), groupList(path, groups[kind], context)])],
      ),
      h('section', [h('h2', words.talks), talkList(path, talks, context)]),
      ...missingTalks(missing, context),
      h('section', [
        h('h2', words.feeds),
        h('ul', [
          h('li', h('a', { href: 'feed.xml' }, words.newTalks)),
          ...(recordings === 0 ? [] : [h('li', h('a', { href: 'podcast.xml' }, words.podcast))]),
        ]),
      ]),
    ],
  })
}

function missingTalks(missing: readonly SiteTalk[], { words }: SiteContext): ElementContent[] {
  if (missing.length === 0) return []
  const states: Readonly<Record<string, string>> = words.states
  return [
    h('section', [
      h('h2', words.unavailable),
      h('p', words.unavailableText),
      h(
        'ul.missing',
        missing.map(({ facts, state, id }) => h('li', `${facts.title || id} (${states[state] ?? state})`)),
      ),
    ]),
  ]
}

/** All talks in one list. */
export function talksPage(context: SiteContext): string {
  const { conference, words } = context
  const path = 'talks.html'
  return writePage(context, {
    path,
    title: words.talks,
    main: [h('h1', words.talks), talkList(path, conference.talks, context)],
  })
}

/** The list of all tracks, days, rooms or speakers. */
export function groupsPage(kind: GroupKind, context: SiteContext): string {
  const { conference, words } = context
  const path = `${kind}.html`
  return writePage(context, {
    path,
    title: words[kind],
    main: [h('h1', words[kind]), groupList(path, conference.groups[kind], context)],
  })
}

/** A track, day, room or speaker with the talks. */
export function groupPage(group: Group, context: SiteContext): string {
  const { words, language } = context
  const name = group.kind === 'days' ? dayName(group.name, language) : group.name
  return writePage(context, {
    path: group.page,
    title: name,
    description: words.talksOf(name),
    main: [
      h('p.muted', h('a', { href: linkTo(group.page, `${group.kind}.html`) }, words[group.kind])),
      h('h1', name),
      ...group.urls.map((url) =>
        h('p', h('a', { href: url, rel: 'noreferrer' }, `${words.website}: ${hostOf(url)}`)),
      ),
      talkList(group.page, group.talks, context),
    ],
  })
}

function groupList(from: string, groups: readonly Group[], { words, language }: SiteContext): ElementContent {
  return h(
    'ul.groups',
    groups.map(({ name, page, kind, talks }) =>
      h('li', [
        h('a', { href: linkTo(from, page) }, kind === 'days' ? dayName(name, language) : name),
        h('span.muted', ` ${words.count(talks.length)}`),
      ]),
    ),
  )
}

const hostOf = (url: string): string => new URL(url).host

/** Kinds of groups that the conference has. */
export const kindsOf = ({ conference: { groups } }: SiteContext): GroupKind[] =>
  groupKinds.filter((kind) => groups[kind].length > 0)
