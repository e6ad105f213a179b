import type { PageFacts, PagePerson } from '@async-events/core'
import { primarySubtag } from '@async-events/core/language-tag'
import type { Thing } from './linked-data.ts'
import { factLimits, plainText, webUrl } from './page-facts.ts'

/** Facts of the page's subject: an event first, then a talk as a work, then a video or an article. */
export function factsOfLinkedData(things: readonly Thing[], url: string): Partial<PageFacts> {
  const main = mainThing(things, url)
  if (!main) return {}
  const text = (name: string, maxChars?: number): string | null => plainText(firstText(main, name), maxChars)
  const isEvent = main.types.some(isEventType)
  return {
    title: text('name') ?? text('headline'),
    description: plainText(
      stripTags(firstText(main, 'abstract') ?? firstText(main, 'description')),
      factLimits.description,
    ),
    language: primarySubtag(languageOf(main)),
    speakers: speakersOf(main, url),
    event: nameOf(main, 'superEvent') ?? (isEvent ? nameOf(main, 'partOf') : null),
    track: text('track') ?? (isEvent ? text('about') : null),
    room: roomOf(main),
    startsAt: text('startDate'),
    endsAt: text('endDate'),
    licence: text('license') ?? nameOf(main, 'license'),
    keywords: all(main, 'keywords')
      .flatMap((word) => (typeof word === 'string' ? word.split(/[,;]/) : [firstText(word, 'name') ?? '']))
      .map((word) => plainText(word, 80))
      .filter((word) => word !== null),
  }
}

/** The long description in JSON-LD, for pages rendered by a script. */
export function longTextOfLinkedData(things: readonly Thing[], url: string): string | null {
  const main = mainThing(things, url)
  return main
    ? (firstText(main, 'articleBody') ?? firstText(main, 'text') ?? firstText(main, 'description'))
    : null
}

export const isAboutEvent = (things: readonly Thing[]): boolean =>
  things.some((thing) => thing.types.some(isEventType))

const isEventType = (type: string): boolean => type.endsWith('Event') || type === 'EventSession'
const workTypes = ['PresentationDigitalDocument', 'LearningResource', 'Course', 'CreativeWork']
const articleTypes = [
  'Article',
  'BlogPosting',
  'NewsArticle',
  'TechArticle',
  'Report',
  'ScholarlyArticle',
  'VideoObject',
]

function mainThing(things: readonly Thing[], url: string): Thing | undefined {
  const kinds = [
    isEventType,
    (type: string) => workTypes.includes(type),
    (type: string) => articleTypes.includes(type),
  ]
  for (const isKind of kinds) {
    const fitting = things.filter(
      (thing) => thing.types.some(isKind) && (thing.values.has('name') || thing.values.has('headline')),
    )
    // The whole conference is an event, too: the parent of the others.
    const parents = new Set(fitting.flatMap((thing) => all(thing, 'superEvent')))
    const children = fitting.filter((thing) => !parents.has(thing))
    const named = children.find((thing) => urlOf(thing, url, ['url', 'mainEntityOfPage']) === url)
    const found =
      named ?? children.find((thing) => thing.values.has('superEvent')) ?? children[0] ?? fitting[0]
    if (found) return found
  }
  return undefined
}

function speakersOf(main: Thing, base: string): PagePerson[] {
  for (const role of ['performer', 'performers', 'speaker', 'actor', 'author', 'creator', 'contributor']) {
    const people = all(main, role).flatMap((value): PagePerson[] => {
      if (typeof value !== 'string' && value.types.includes('Organization')) return []
      const name = plainText(typeof value === 'string' ? value : firstText(value, 'name'), 120)
      if (name === null || /^https?:/.test(name)) return []
      if (typeof value === 'string') return [{ name, url: null, imageUrl: null }]
      return [{ name, url: urlOf(value, base, ['url', 'sameAs']), imageUrl: urlOf(value, base, ['image']) }]
    })
    if (people.length > 0) return people
  }
  return []
}

function roomOf(main: Thing): string | null {
  const places = all(main, 'location')
  for (const place of places) {
    const name = plainText(typeof place === 'string' ? place : firstText(place, 'name'))
    if (name !== null) return name
  }
  return null
}

function languageOf(main: Thing): string | null {
  const [language] = all(main, 'inLanguage')
  if (language === undefined || typeof language === 'string') return language ?? null
  return firstText(language, 'alternateName') ?? firstText(language, 'name')
}

const all = (thing: Thing, name: string): (string | Thing)[] => thing.values.get(name) ?? []

function firstText(thing: Thing, name: string): string | null {
  return all(thing, name).find((value) => typeof value === 'string') ?? null
}

function nameOf(thing: Thing, name: string): string | null {
  const [value] = all(thing, name)
  if (value === undefined) return null
  return plainText(typeof value === 'string' ? value : firstText(value, 'name'))
}

function urlOf(thing: Thing, base: string, names: readonly string[], depth = 0): string | null {
  for (const value of names.flatMap((name) => all(thing, name))) {
    const found = typeof value === 'string' ? webUrl(value, base) : urlOfInner(value, base, depth + 1)
    if (found !== null) return found
  }
  return null
}

/** The URL of an image, which may be an object. References can be circular. */
function urlOfInner(thing: Thing, base: string, depth: number): string | null {
  return depth > 3 ? null : (urlOf(thing, base, ['url', 'contentUrl'], depth) ?? webUrl(thing.id, base))
}

/** Descriptions in JSON-LD should be plain text and are often HTML. */
const stripTags = (text: string | null): string | null => text?.replace(/<[a-z/][^<>]{0,500}>/gi, ' ') ?? null
