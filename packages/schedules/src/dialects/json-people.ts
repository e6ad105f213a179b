import { firstText, isObject, type JsonObject, textIn } from '../source/json-values.ts'
import type { StatedPerson } from '../stated.ts'

/** People in any of the shapes that JSON schedules have: names, ids of a list elsewhere, objects, one text with commas. */
export function peopleIn(value: unknown, byId: ReadonlyMap<string, JsonObject> = new Map()): StatedPerson[] {
  if (typeof value === 'string') {
    const known = byId.get(value)
    return known ? peopleIn(known, byId) : splitNames(value).map((name) => ({ name }))
  }
  if (typeof value === 'number') return peopleIn(byId.get(String(value)) ?? null, byId)
  if (Array.isArray(value))
    return value.flatMap((one: unknown): StatedPerson[] =>
      // A name of a list is whole: `Ada, Countess of Lovelace`
      typeof one === 'string' && !byId.has(one) ? [{ name: one }] : peopleIn(one, byId),
    )
  if (!isObject(value)) return []
  const known = byId.get(firstText(value, 'id', 'guid', 'code') ?? '')
  const person = known ? { ...known, ...value } : value
  const name = nameOf(person)
  if (name === null) return isObject(person.speaker) ? peopleIn(person.speaker, byId) : []
  const avatar = person.avatar ?? person.image ?? person.profilePicture ?? person.avatar_url ?? person.photo
  return [
    {
      name,
      url: firstText(person, 'url', 'public_url', 'profile_url', 'link'),
      image_url: isObject(avatar) ? firstText(avatar, 'url', 'contentUrl') : textIn(avatar),
    },
  ]
}

function nameOf(person: JsonObject): string | null {
  const whole = firstText(
    person,
    ...['public_name', 'full_public_name', 'name', 'fullName', 'full_name', 'display_name', 'displayName'],
  )
  if (whole !== null) return whole
  const parts = [
    firstText(person, 'firstName', 'first_name', 'givenName', 'nameFirst'),
    firstText(person, 'lastName', 'last_name', 'familyName', 'nameLast'),
  ].filter((part) => part !== null)
  return parts.length > 0 ? parts.join(' ') : null
}

/** `Ada Lovelace, Grace Hopper`, `Ada Lovelace; Grace Hopper and Alan Turing`: lists of names that one text has. */
export function splitNames(text: string): string[] {
  const separator = /[;|\n\t]/.test(text) ? /[;|\n\t]+/ : /,\s+|\s*,(?=\S)|\s+(?:and|und|et|y|&)\s+/
  return text
    .split(separator)
    .map((name) => name.trim())
    .filter((name) => name !== '')
}

/** Objects of a list by each of these keys, as texts. */
export function indexBy(list: readonly JsonObject[], ...keys: string[]): Map<string, JsonObject> {
  return new Map(
    list.flatMap((one) =>
      keys.flatMap((key) => {
        const id = textIn(one[key])
        return id === null ? [] : [[id, one] as const]
      }),
    ),
  )
}
