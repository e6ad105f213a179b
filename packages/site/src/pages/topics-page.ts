import { h } from 'hastscript'
import type { PageTalk } from '../conference.ts'
import type { Topic, TopicTalk } from '../connections/topic.ts'
import { clock } from '../facts/clock.ts'
import type { Element, ElementContent } from '../html-tree.ts'
import { linkTo } from './links.ts'
import { titleOf } from './talk-list.ts'
import { type SiteContext, writePage } from './write-page.ts'

/** Every phrase that talks share, with the talks and when they say it. */
export function topicsPage(topics: readonly Topic[], context: SiteContext): string {
  const { words } = context
  const path = 'topics.html'
  return writePage(context, {
    path,
    title: words.topics,
    main: [
      h('h1', words.topics),
      h('p', words.topicsText),
      h(
        'ul.topics',
        topics.map(({ phrase, language, talks }) =>
          h('li', [
            h('strong', { lang: tagOf(language) }, phrase),
            h(
              'ul',
              talks.map((one) => h('li', sharing(path, one, context))),
            ),
          ]),
        ),
      ),
    ],
  })
}

/** The talks that share phrases with one, as a list. */
export function topicList(talk: PageTalk, topics: readonly Topic[], context: SiteContext): Element {
  return h(
    'ul.topics',
    topics.map(({ phrase, language, talks }) => {
      const own = talks.find((one) => one.talk === talk.number)
      return h('li', [
        h('strong', { lang: tagOf(language) }, phrase),
        ...(own === undefined ? [] : times('', own)),
        h(
          'ul',
          talks
            .filter((one) => one.talk !== talk.number)
            .map((one) => h('li', sharing(talk.page, one, context))),
        ),
      ])
    }),
  )
}

const tagOf = (language: string): string | undefined => (language === 'und' ? undefined : language)

/** A talk with links to where it says so. */
function sharing(from: string, shared: TopicTalk, { conference }: SiteContext): ElementContent[] {
  const talk = conference.talks[shared.talk]
  if (talk === undefined) return []
  const page = linkTo(from, talk.page)
  return [
    h('a', { href: page, lang: talk.facts.language ?? undefined }, titleOf(talk)),
    ...times(page, shared),
  ]
}

const times = (page: string, { anchors }: TopicTalk): ElementContent[] =>
  anchors.flatMap((anchor): ElementContent[] => [
    { type: 'text', value: ' ' },
    h(
      'a.time',
      { href: `${page}#${anchor}`, ...(page === '' && { dataT: anchor.slice('t='.length) }) },
      clock(Number(anchor.slice('t='.length))),
    ),
  ])
