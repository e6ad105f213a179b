import { firstText, isObject, isTrue, type JsonObject, objectsIn, textIn } from '../source/json-values.ts'
import type { JsonDocument } from '../source/read-json.ts'
import type { StatedSession } from '../stated.ts'
import type { Dialect } from './dialect.ts'
import { linksIn, linksOf } from './json-links.ts'
import { indexBy, peopleIn } from './json-people.ts'
import { cancelledState } from './states.ts'

/**
 * pretalx's API: lists of `talks` and `submissions` (with `slot` until 2024, `slots` since), a schedule with expanded
 * `slots`, and the data of its schedule widget (`talks`, `rooms`, `speakers`, `tracks` by id).
 */
export const pretalxApi: Dialect = {
  name: 'pretalx-api',
  recognises: ({ json }) => entriesOf(json).some(isPretalx),
  read({ json }) {
    if (json === null) return { sessions: [] }
    const root = isObject(json.value) ? json.value : {}
    const known = {
      rooms: indexBy(objectsIn(root.rooms), 'id', 'guid'),
      tracks: indexBy(objectsIn(root.tracks), 'id'),
      speakers: indexBy(objectsIn(root.speakers), 'code', 'id'),
    }
    return {
      title: firstText(root, 'event_name') ?? textIn(isObject(root.event) ? root.event : null),
      time_zone: firstText(root, 'timezone', 'time_zone'),
      base_url: firstText(root, 'base_url'),
      sessions: entriesOf(json).flatMap((entry) => sessionsOf(entry, json, known)),
    }
  },
}

/** The list that holds the sessions; `next` of a page is not followed. */
function entriesOf(json: JsonDocument | null): JsonObject[] {
  const value = json?.value
  if (Array.isArray(value)) return objectsIn(value)
  if (!isObject(value)) return []
  const lists = [value.results, value.slots, value.talks]
  return objectsIn(lists.find((list) => Array.isArray(list) && list.length > 0)).concat(
    objectsIn(value.breaks),
  )
}

const isPretalx = (entry: JsonObject): boolean => {
  const talk = isObject(entry.submission) ? entry.submission : entry
  return (
    'code' in talk &&
    'title' in talk &&
    ('content_locale' in talk || 'submission_type' in talk || 'do_not_record' in talk)
  )
}

interface Known {
  rooms: ReadonlyMap<string, JsonObject>
  tracks: ReadonlyMap<string, JsonObject>
  speakers: ReadonlyMap<string, JsonObject>
}

function sessionsOf(entry: JsonObject, json: JsonDocument, known: Known): StatedSession[] {
  const talk = isObject(entry.submission) ? entry.submission : entry
  const line = json.lineOf(entry)
  const own = talk === entry ? [] : [entry]
  const slots = own.length > 0 ? own : objectsIn(talk.slots ?? talk.slot)
  const session: StatedSession = {
    line,
    ids: [textIn(talk.guid), textIn(talk.code), textIn(talk.id), textIn(entry.id)],
    title: firstText(talk, 'title') ?? firstText(entry, 'title', 'description'),
    urls: [
      firstText(talk, 'url', 'public_url'),
      isObject(talk.urls) ? firstText(talk.urls, 'public', 'base') : null,
    ],
    track: textIn(known.tracks.get(textIn(talk.track) ?? '')) ?? textIn(talk.track),
    type: textIn(talk.submission_type),
    language: textIn(talk.content_locale),
    abstract: textIn(talk.abstract),
    description: textIn(talk.description),
    people: peopleIn(talk.speakers, known.speakers),
    links: [...linksIn(talk.resources, { isFile: true }), ...linksOf(withoutResources(talk))],
    do_not_record: isTrue(talk.do_not_record),
    // A break has neither a proposal nor a code.
    off: textIn(talk.code) === null ? 'service' : cancelledState(textIn(talk.state)),
  }
  const timed = (slot: JsonObject): StatedSession => ({
    ...session,
    start: textIn(slot.start),
    end: textIn(slot.end),
    duration: textIn(talk.duration),
    room: textIn(known.rooms.get(textIn(slot.room) ?? '')) ?? textIn(slot.room),
  })
  const placed = slots.filter(({ start }) => textIn(start) !== null)
  if (placed.length > 0) return placed.map(timed)
  return [timed(talk)]
}

const withoutResources = ({ resources: _resources, ...talk }: JsonObject): JsonObject => talk
