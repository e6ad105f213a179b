import { h } from 'hastscript'
import { type Group, type GroupKind, groupKinds, type PageTalk } from '../conference.ts'
import type { Topic } from '../connections/topic.ts'
import { clock } from '../facts/clock.ts'
import { type Line, lineAt } from '../facts/read-segments.ts'
import type { Recording } from '../facts/talk-facts.ts'
import type { Chapter, Slide } from '../facts/talk-parts.ts'
import type { Element, ElementContent, Root } from '../html-tree.ts'
import { dayName } from './day-name.ts'
import { linkTo } from './links.ts'
import { titleOf } from './talk-list.ts'
import { topicList } from './topics-page.ts'
import { type SiteContext, writePage } from './write-page.ts'

export interface TalkParts {
  document: Root
  lines: readonly Line[]
  chapters: readonly Chapter[]
  slides: readonly Slide[]
  /** Captions of the recording, in its time; a path in the site. */
  captions: string | null
  /** A file of the site that is played instead of the stated recording. */
  media: { path: string; kind: 'video' | 'audio' } | null
  downloads: { label: string; path: string }[]
  /** Phrases that it shares with others, best first. */
  topics: readonly Topic[]
  /** Path in the site of a file of the archive; null where the site has no such file. */
  fileOf(path: string): string | null
}

/** The page of a talk: recording, chapters, slides and transcript next to the document. */
export function talkPage(talk: PageTalk, parts: TalkParts, context: SiteContext): string {
  const { words } = context
  const { facts, page: path } = talk
  const to = (target: string): string => linkTo(path, target)
  const timeLink = timeLinkOf(parts.lines, facts.recording)
  const played = playerOf(talk, parts, context)
  const source =
    facts.source === null ? [] : [h('li', h('a', { href: facts.source, rel: 'noreferrer' }, words.source))]
  const { scripts, mediaOrigin } = played
  return writePage(context, {
    path,
    title: titleOf(talk),
    description: facts.lead,
    scripts,
    mediaOrigin,
    main: [
      h('h1', { lang: facts.language ?? undefined }, titleOf(talk)),
      about(talk, context),
      h('div.talk', [
        h('div.talk-side', [
          ...played.elements,
          ...section('chapters', words.chapters, parts.chapters.length, () =>
            h(
              'ol.chapters',
              { lang: facts.spoken ?? undefined },
              parts.chapters.map(({ start, title }) => h('li', [timeLink(start), ` ${title}`])),
            ),
          ),
          ...section('slides', words.slides, parts.slides.length, () =>
            h(
              'ol.slides',
              parts.slides.map((slide) => slideItem(slide, { timeLink, to, fileOf: parts.fileOf }, context)),
            ),
          ),
          ...section('transcript', words.transcript, parts.lines.length, () =>
            h(
              'ol#lines.lines',
              { lang: facts.spoken ?? undefined, dataFollow: words.follow },
              parts.lines.map(lineItem),
            ),
          ),
          ...section('topics', words.sameTopics, parts.topics.length, () =>
            topicList(talk, parts.topics, context),
          ),
          ...section('downloads', words.downloads, parts.downloads.length + source.length, () =>
            h('ul', [
              ...parts.downloads.map((one) =>
                h('li', h('a', { href: to(one.path), download: true }, one.label)),
              ),
              ...source,
            ]),
          ),
        ]),
        h(
          'article.document',
          { lang: facts.language ?? undefined, ariaLabel: words.document },
          parts.document.children.filter((child) => child.type !== 'doctype'),
        ),
      ]),
    ],
  })
}

function section(id: string, title: string, count: number, content: () => Element): Element[] {
  if (count === 0) return []
  return [
    h('section', { className: ['part', `part-${id}`], ariaLabelledBy: id }, [
      h('h2', { id }, title),
      content(),
    ]),
  ]
}

/** Who, when and where, each with its page. */
function about({ facts, page }: PageTalk, { conference: { groups }, language }: SiteContext): Element {
  const names: Readonly<Record<GroupKind, readonly string[]>> = {
    days: [facts.day],
    tracks: [facts.track],
    rooms: [facts.room],
    speakers: facts.speakers.map(({ name }) => name),
  }
  const times = facts.end === '' ? facts.start : `${facts.start}–${facts.end}`
  const found = (kind: GroupKind): Group[] => groups[kind].filter(({ name }) => names[kind].includes(name))
  const links = [...groupKinds].reverse().flatMap((kind) =>
    found(kind).map((group) => {
      const name = kind === 'days' ? dayName(group.name, language) : group.name
      const link = h('a', { href: linkTo(page, group.page) }, name)
      return h('li', kind === 'days' && times !== '' ? [link, `, ${times}`] : [link])
    }),
  )
  return h('ul.about', links)
}

/**
 * A link to a second: to the line that is spoken then, which reads without a script; where there are no lines, to that second
 * of the recording.
 */
function timeLinkOf(lines: readonly Line[], recording: Recording | null): (seconds: number) => Element {
  return (seconds) => {
    const anchor = lineAt(lines, seconds)?.anchor
    const data = { dataT: String(seconds), className: ['time'] }
    if (anchor !== undefined) return h('a', { href: `#${anchor}`, ...data }, clock(seconds))
    if (recording?.media)
      return h(
        'a',
        { href: `${recording.media}#t=${Math.floor(recording.from + seconds)}`, rel: 'noreferrer', ...data },
        clock(seconds),
      )
    return h('span.time', clock(seconds))
  }
}

function lineItem({ start, text, speaker, anchor }: Line): Element {
  return h('li', { id: anchor, dataStart: String(start) }, [
    h('a.time', { href: `#${anchor}`, dataT: String(start) }, clock(start)),
    h('p', [...(speaker === null ? [] : [h('strong', `${speaker}: `)]), text]),
  ])
}

function slideItem(
  { number, title, times, picture }: Slide,
  {
    timeLink,
    to,
    fileOf,
  }: {
    timeLink: (seconds: number) => Element
    to: (path: string) => string
    fileOf: (path: string) => string | null
  },
  { words }: SiteContext,
): Element {
  const file = picture === null ? null : fileOf(picture)
  const name = title || words.slide(number)
  const shown: ElementContent[] =
    file === null
      ? []
      : [
          h(
            'a',
            { href: to(file) },
            h('img', { src: to(file), alt: `${words.slide(number)}: ${name}`, loading: 'lazy' }),
          ),
        ]
  return h('li', [...shown, h('p', [name, ...times.flatMap((start) => [' ', timeLink(start)])])])
}

interface Played {
  elements: Element[]
  scripts: string[]
  mediaOrigin: string | null
}

/** The recording, played here where that is possible, else a link to where it is. */
function playerOf({ facts, page }: PageTalk, parts: TalkParts, { words }: SiteContext): Played {
  const { recording } = facts
  const file = parts.media
  if (recording === null && file === null) return { elements: [], scripts: [], mediaOrigin: null }
  const kind = file?.kind ?? recording?.kind ?? 'video'
  const source = file === null ? (recording?.media ?? null) : linkTo(page, file.path)
  const from = file === null ? (recording?.from ?? 0) : 0
  const link =
    recording === null
      ? []
      : [
          h('p', [
            h(
              'a',
              { href: recording.address, rel: 'noreferrer' },
              kind === 'video' ? words.watch : words.listen,
            ),
            ...(recording.duration === null ? [] : [` (${clock(recording.duration)})`]),
          ]),
        ]
  if (source === null)
    return {
      elements: [h('section.part', { ariaLabel: words.recording }, link)],
      scripts: [],
      mediaOrigin: null,
    }
  const poster = kind === 'video' ? posterOf(parts) : null
  const player = h(
    kind,
    {
      id: 'player',
      src: from > 0 ? `${source}#t=${from}` : source,
      controls: true,
      // The site of the recording hears of a reader who plays it, and of no other.
      preload: 'none',
      ariaLabel: words.recording,
      dataFrom: String(from),
      ...(kind === 'video' && { playsInline: true }),
      ...(poster !== null && { poster: linkTo(page, poster) }),
    },
    parts.captions === null
      ? []
      : [
          h('track', {
            kind: 'captions',
            src: linkTo(page, parts.captions),
            srcLang: facts.spoken ?? 'en',
            label: words.captions,
          }),
        ],
  )
  return {
    elements: [
      h('section', { className: ['part', 'part-player'], ariaLabel: words.recording }, [player, ...link]),
    ],
    scripts: ['talk.js'],
    mediaOrigin: file === null && recording?.media ? new URL(recording.media).origin : null,
  }
}

function posterOf({ slides, fileOf }: TalkParts): string | null {
  for (const { picture } of slides) {
    const file = picture === null ? null : fileOf(picture)
    if (file !== null) return file
  }
  return null
}
