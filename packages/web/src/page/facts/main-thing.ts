import type { Thing } from './linked-data.ts'
import { nameKey } from './name-key.ts'
import { plainOfHtml } from './plain-of-html.ts'
import { firstText, isEventType, isSectionEvent, urlOf, valuesOf } from './thing-values.ts'

export interface Subject {
  /** What the page is about. */
  main: Thing | null
  /** Events that the page belongs to: of the conference as a whole. */
  events: Thing[]
}

/**
 * Which of the things that the page describes is its subject. Sites put the event of the whole conference on each page:
 * an event that is not a part of another, and whose name is not the page's title, is the conference.
 */
export function subjectOf(things: readonly Thing[], title: string | null, url: string): Subject {
  const named = things.filter((thing) => thing.values.has('name') || thing.values.has('headline'))
  const events = named.filter((thing) => thing.types.some(isEventType))
  // The whole conference is an event, too: the parent of the others.
  const parents = new Set(events.flatMap((thing) => valuesOf(thing, 'superEvent')))
  const children = events.filter((thing) => !parents.has(thing))
  const titled = children.filter((thing) => isTitled(thing, title))
  const byUrl = (thing: Thing): boolean => urlOf(thing, url, ['url', 'mainEntityOfPage']) === url
  const sections = children.filter(isSectionEvent)
  const event =
    titled.find(byUrl) ??
    titled[0] ??
    sections.find(byUrl) ??
    (sections.length === 1 ? sections[0] : undefined) ??
    (title === null ? (children.find(byUrl) ?? children[0]) : undefined)
  const others = events.filter((thing) => thing !== event && !isSectionEvent(thing))
  if (event) return { main: event, events: others }
  const works = named.filter((thing) => thing.types.some((type) => workTypes.has(type)))
  const articles = named.filter((thing) => thing.types.some((type) => articleTypes.has(type)))
  const work = works.find((thing) => isTitled(thing, title)) ?? works[0]
  const article = articles.find((thing) => isTitled(thing, title)) ?? articles[0]
  return { main: work ?? article ?? null, events: others }
}

export function isTitled(thing: Thing, title: string | null): boolean {
  const name = nameKey(plainOfHtml(firstText(thing, 'name') ?? firstText(thing, 'headline') ?? ''))
  if (name === '' || title === null) return false
  const stated = nameKey(title)
  return (
    name === stated ||
    (name.length > 12 && stated.includes(name)) ||
    (stated.length > 12 && name.includes(stated))
  )
}

const workTypes = new Set(['PresentationDigitalDocument', 'LearningResource', 'Course', 'CreativeWork'])
const articleTypes = new Set([
  'Article',
  'BlogPosting',
  'NewsArticle',
  'TechArticle',
  'Report',
  'ScholarlyArticle',
  'VideoObject',
])
