import type { FactSource, PagePerson } from '@async-events/core'
import { primarySubtag } from '@async-events/core/language-tag'
import { type Claim, claimRank } from './claim.ts'
import type { Thing } from './linked-data.ts'
import { factLimits, plainText, webUrl } from './page-facts.ts'
import { statedName } from './person-name.ts'
import { roomName } from './place-name.ts'
import { plainOfHtml } from './plain-of-html.ts'
import { firstText, isEventType, isSectionEvent, urlOf, valuesOf } from './thing-values.ts'
import { timeInStamps } from './when.ts'

/** Facts of the page's subject, as JSON-LD or microdata state them. */
export function claimsOfThing(main: Thing, source: FactSource, url: string): Claim[] {
  const rank = source === 'json-ld' ? claimRank.linkedData : claimRank.microdata
  const isEvent = main.types.some(isEventType)
  const claims: Claim[] = []
  const add = (
    fact: 'title' | 'description' | 'language' | 'event' | 'track' | 'room' | 'licence',
    value: string | null,
  ): void => {
    if (value !== null) claims.push({ fact, value, source, rank })
  }
  add('title', textOfThing(main, 'name') ?? textOfThing(main, 'headline'))
  add(
    'description',
    textOfThing(main, 'abstract', factLimits.description) ??
      textOfThing(main, 'description', factLimits.description),
  )
  add('language', primarySubtag(languageOf(main)))
  add(
    'event',
    nameOf(main, 'superEvent') ?? (isEvent ? nameOf(main, 'partOf') : null) ?? nameOf(main, 'isPartOf'),
  )
  add('track', textOfThing(main, 'track') ?? (isEvent ? nameOf(main, 'about') : null))
  if (isEvent) add('room', roomOf(main))
  add('licence', textOfThing(main, 'license') ?? nameOf(main, 'license'))
  const speakers = speakersOf(main, url)
  if (speakers.length > 0)
    claims.push({ fact: 'speakers', value: speakers, source, rank: isEvent ? rank : claimRank.head })
  const keywords = valuesOf(main, 'keywords')
    .flatMap((word) => (typeof word === 'string' ? word.split(/[,;]/) : [firstText(word, 'name') ?? '']))
    .map((word) => plainText(plainOfHtml(word), 80))
    .filter((word) => word !== null)
  if (keywords.length > 0) claims.push({ fact: 'keywords', value: keywords, source, rank })
  const when = timeInStamps(
    firstText(main, 'startDate'),
    firstText(main, 'endDate'),
    firstText(main, 'duration'),
  )
  if (when !== null && isEvent) claims.push({ fact: 'when', value: when, source, rank })
  return claims
}

export function textOfThing(thing: Thing, name: string, maxChars?: number): string | null {
  const text = firstText(thing, name)
  return text === null ? null : plainText(plainOfHtml(text), maxChars)
}

export function nameOf(thing: Thing, name: string): string | null {
  const [value] = valuesOf(thing, name)
  if (value === undefined) return null
  const text = typeof value === 'string' ? value : firstText(value, 'name')
  return text === null || /^https?:/.test(text) ? null : plainText(plainOfHtml(text))
}

/** Those who speak: an organizer is none, and `performer: "Organization"` is a type that a plug-in wrote as a name. */
function speakersOf(main: Thing, base: string): PagePerson[] {
  for (const role of ['performer', 'performers', 'speaker', 'actor', 'author', 'creator', 'contributor']) {
    const people = valuesOf(main, role).flatMap((value): PagePerson[] => {
      if (
        typeof value !== 'string' &&
        value.types.some((type) => /Organization|Group|Corporation|Business/.test(type))
      )
        return []
      const text = typeof value === 'string' ? value : firstText(value, 'name')
      const name = text === null ? null : statedName(plainOfHtml(text))
      if (name === null) return []
      if (typeof value === 'string') return [{ name, url: null, imageUrl: null }]
      return [{ name, url: urlOf(value, base, ['url', 'sameAs']), imageUrl: urlOf(value, base, ['image']) }]
    })
    if (people.length > 0) return people
  }
  return []
}

/** The venue of the whole conference is no room. */
function roomOf(main: Thing): string | null {
  const parents = valuesOf(main, 'superEvent').filter((value) => typeof value !== 'string')
  const venues = new Set(parents.map((parent) => placeOf(parent)))
  const room = placeOf(main)
  return room !== null && (!venues.has(room) || isSectionEvent(main)) ? roomName(room) : null
}

function placeOf(thing: Thing): string | null {
  for (const place of valuesOf(thing, 'location')) {
    if (typeof place !== 'string' && place.types.includes('VirtualLocation')) continue
    const text = typeof place === 'string' ? place : firstText(place, 'name')
    const name = text === null ? null : plainText(plainOfHtml(text))
    if (name !== null && webUrl(name, 'x:') === null) return name
  }
  return null
}

function languageOf(main: Thing): string | null {
  const [language] = valuesOf(main, 'inLanguage')
  if (language === undefined || typeof language === 'string') return language ?? null
  return firstText(language, 'alternateName') ?? firstText(language, 'name')
}
