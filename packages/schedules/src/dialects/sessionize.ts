import { firstText, isObject, isTrue, type JsonObject, objectsIn, textIn } from '../source/json-values.ts'
import type { JsonDocument } from '../source/read-json.ts'
import type { Dialect } from './dialect.ts'
import { linksOf } from './json-links.ts'
import { indexBy, peopleIn } from './json-people.ts'
import { cancelledState } from './states.ts'

/** Sessionize's API: the views `All`, `Sessions` and `GridSmart`. */
export const sessionize: Dialect = {
  name: 'sessionize',
  recognises: ({ json }) =>
    sessionsIn(json).some(({ session }) => 'isServiceSession' in session || 'isPlenumSession' in session),
  read({ json }) {
    if (json === null) return { sessions: [] }
    const root = isObject(json.value) ? json.value : {}
    const rooms = indexBy(objectsIn(root.rooms), 'id')
    const speakers = indexBy(objectsIn(root.speakers), 'id')
    const items = new Map(
      objectsIn(root.categories).flatMap((category) =>
        objectsIn(category.items).map((item) => [
          textIn(item.id) ?? '',
          [textIn(category), textIn(item)] as const,
        ]),
      ),
    )
    return {
      sessions: sessionsIn(json).map(({ session, room }) => {
        const categories = categoriesOf(session, items)
        const named = (pattern: RegExp) =>
          categories.find(([category]) => pattern.test(category ?? ''))?.[1] ?? null
        return {
          line: json.lineOf(session),
          ids: [textIn(session.id)],
          title: firstText(session, 'title'),
          urls: [firstText(session, 'url', 'sessionUrl')],
          track: named(/track|theme|topic|stream|thema/i),
          type: named(/format|type|kind/i),
          language: named(/lang|sprache/i),
          room: textIn(rooms.get(textIn(session.roomId) ?? '')) ?? textIn(session.room) ?? room,
          abstract: textIn(session.description),
          start: textIn(session.startsAt),
          end: textIn(session.endsAt),
          people: peopleIn(session.speakers, speakers),
          links: linksOf(session),
          off: isTrue(session.isServiceSession) ? 'service' : cancelledState(textIn(session.status)),
        }
      }),
    }
  },
}

interface Placed {
  session: JsonObject
  room: string | null
}

/** `{ sessions }`, `[{ groupName, sessions }]`, or days with rooms with sessions. */
function sessionsIn(json: JsonDocument | null): Placed[] {
  return objectsIn(json?.value).flatMap((group): Placed[] => [
    ...objectsIn(group.sessions).map((session) => ({ session, room: null })),
    ...objectsIn(group.rooms).flatMap((room) =>
      objectsIn(room.sessions).map((session) => ({ session, room: textIn(room) })),
    ),
    // A view's sessions without their group
    ...('startsAt' in group ? [{ session: group, room: null }] : []),
  ])
}

type Category = readonly [name: string | null, item: string | null]

function categoriesOf(session: JsonObject, items: ReadonlyMap<string, Category>): Category[] {
  const ids = Array.isArray(session.categoryItems) ? session.categoryItems : []
  return [
    ...ids.map((id) => items.get(textIn(id) ?? '')).filter((found) => found !== undefined),
    ...objectsIn(session.categories).flatMap((category) =>
      objectsIn(category.categoryItems).map((item): Category => [textIn(category), textIn(item)]),
    ),
  ]
}
