import { h } from 'hastscript'
import type { PageTalk } from '../conference.ts'
import type { Element, ElementContent } from '../html-tree.ts'
import { dayName } from './day-name.ts'
import { linkTo } from './links.ts'
import type { SiteContext } from './write-page.ts'

/** Talks with who gives them, when and where. */
export function talkList(from: string, talks: readonly PageTalk[], context: SiteContext): Element {
  return h(
    'ol.talks',
    talks.map((talk) => {
      const { facts } = talk
      const about = [
        facts.speakers.map(({ name }) => name).join(', '),
        whenOf(talk, context.language),
        facts.room,
        facts.track,
      ]
      return h('li', [
        h('a', { href: linkTo(from, talk.page), lang: facts.language ?? undefined }, titleOf(talk)),
        h('p.muted', joined(about.filter((part) => part !== ''))),
      ])
    }),
  )
}

/** A talk without a title is called by its place. */
export const titleOf = ({ facts, number }: PageTalk): string => facts.title || `#${number + 1}`

export function whenOf({ facts }: Pick<PageTalk, 'facts'>, language: string): string {
  const times = facts.end === '' ? facts.start : `${facts.start}–${facts.end}`
  return [facts.day && dayName(facts.day, language), facts.start && times].filter(Boolean).join(', ')
}

const joined = (parts: readonly string[]): ElementContent[] =>
  parts.map((part, at) => ({ type: 'text', value: at === 0 ? part : ` · ${part}` }))
