import type { Thing } from './linked-data.ts'
import { webUrl } from './page-facts.ts'

export const isEventType = (type: string): boolean => type.endsWith('Event') || type === 'EventSession'

/** A part of a conference, as its data says. */
export const isSectionEvent = (thing: Thing): boolean =>
  thing.types.includes('EventSession') || thing.values.has('superEvent')

export const valuesOf = (thing: Thing, name: string): (string | Thing)[] => thing.values.get(name) ?? []

export function firstText(thing: Thing, name: string): string | null {
  return valuesOf(thing, name).find((value) => typeof value === 'string') ?? null
}

export function urlOf(thing: Thing, base: string, names: readonly string[], depth = 0): string | null {
  for (const value of names.flatMap((name) => valuesOf(thing, name))) {
    const found = typeof value === 'string' ? webUrl(value, base) : urlOfInner(value, base, depth + 1)
    if (found !== null) return found
  }
  return null
}

/** The URL of an image, which may be an object. References can be circular. */
function urlOfInner(thing: Thing, base: string, depth: number): string | null {
  return depth > 3 ? null : (urlOf(thing, base, ['url', 'contentUrl'], depth) ?? webUrl(thing.id, base))
}
