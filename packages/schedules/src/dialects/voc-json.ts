import { firstText, isObject, isTrue, type JsonObject, objectsIn, textIn } from '../source/json-values.ts'
import type { JsonDocument } from '../source/read-json.ts'
import type { StatedDay, StatedProgramme, StatedSession, Text } from '../stated.ts'
import type { Dialect } from './dialect.ts'
import { linksIn, linksOf } from './json-links.ts'
import { indexBy, peopleIn } from './json-people.ts'
import { cancelledState } from './states.ts'

/** `{ schedule: { conference } }`, with or without the outermost object. */
function scheduleOf(json: JsonDocument | null): JsonObject | null {
  const root = isObject(json?.value) ? json.value : null
  const inner = isObject(root?.schedule) ? root.schedule : root
  return isObject(inner?.conference) ? inner : null
}

const daysOf = (schedule: JsonObject): JsonObject[] =>
  objectsIn(isObject(schedule.conference) ? schedule.conference.days : null)

/** C3VOC's first version, which pretalx and frab write: `schedule.conference.days[].rooms.<name>[]`. */
export const vocJson: Dialect = {
  name: 'c3voc-json',
  recognises({ json }) {
    const schedule = scheduleOf(json)
    return schedule !== null && !Array.isArray(schedule.events) && daysOf(schedule).some(({ rooms }) => rooms)
  },
  read({ json }) {
    const schedule = scheduleOf(json)
    if (json === null || schedule === null) return { sessions: [] }
    return {
      ...conferenceOf(schedule),
      sessions: daysOf(schedule).flatMap((day) =>
        Object.entries(roomsOf(day.rooms)).flatMap(([room, events]) =>
          objectsIn(events).map((event) =>
            eventOf(event, { line: json.lineOf(event), day: dayOf(day), room }),
          ),
        ),
      ),
    }
  },
}

/** C3VOC's second version, which its hub writes: `schedule.events[]`, people and rooms by guid. */
export const vocJson2: Dialect = {
  name: 'c3voc-json-2',
  recognises: ({ json }) => Array.isArray(scheduleOf(json)?.events),
  read({ json }) {
    const schedule = scheduleOf(json)
    if (json === null || schedule === null) return { sessions: [] }
    const conference = isObject(schedule.conference) ? schedule.conference : {}
    const tracks = indexBy(objectsIn(conference.tracks), 'slug', 'guid', 'name')
    const rooms = indexBy(objectsIn(conference.rooms), 'guid', 'slug', 'name')
    const people = indexBy(objectsIn(schedule.persons), 'guid', 'id', 'code')
    const days = daysOf(schedule).map(dayOf)
    return {
      ...conferenceOf(schedule),
      sessions: objectsIn(schedule.events).map((event) => {
        const start = firstText(event, 'start', 'date')
        const stated = eventOf(event, {
          line: json.lineOf(event),
          day: days.find((day) => isWithin(start, day)) ?? null,
          room: nameIn(event.room, rooms),
        })
        return {
          ...stated,
          track: nameIn(event.track, tracks),
          people: peopleIn(event.participants ?? event.persons, people),
        }
      }),
    }
  },
}

/** The name of what is referred to by guid, slug or name. */
function nameIn(reference: unknown, known: ReadonlyMap<string, JsonObject>): Text {
  const ids = isObject(reference)
    ? ['guid', 'slug', 'name'].map((key) => textIn(reference[key]))
    : [textIn(reference)]
  const found = ids.map((id) => known.get(id ?? '')).find((one) => one !== undefined)
  return textIn(found) ?? textIn(reference) ?? ids.find((id) => id !== null) ?? null
}

function isWithin(start: string | null, day: StatedDay): boolean {
  const [at, from, to] = [start, day.start, day.end].map((text) => Date.parse(text ?? ''))
  return at !== undefined && from !== undefined && to !== undefined && at >= from && at < to
}

function conferenceOf(schedule: JsonObject): Omit<StatedProgramme, 'sessions'> {
  const conference = isObject(schedule.conference) ? schedule.conference : {}
  const languages = Array.isArray(conference.languages) ? conference.languages : []
  return {
    title: firstText(conference, 'title', 'acronym'),
    url: firstText(conference, 'url'),
    base_url: firstText(schedule, 'base_url', 'baseUrl') ?? firstText(conference, 'base_url'),
    time_zone: firstText(conference, 'time_zone_name', 'timeZoneName', 'time_zone', 'timezone'),
    day_change: firstText(conference, 'day_change'),
    language: languages.length === 1 ? textIn(languages[0]) : null,
  }
}

const dayOf = (day: JsonObject): StatedDay => ({
  index: textIn(day.index),
  date: textIn(day.date),
  start: firstText(day, 'day_start', 'start'),
  end: firstText(day, 'day_end', 'end'),
})

/** By name, or a list of rooms with their events. */
const roomsOf = (rooms: unknown): Record<string, unknown> =>
  isObject(rooms)
    ? rooms
    : Object.fromEntries(objectsIn(rooms).map((room) => [textIn(room) ?? '', room.events ?? room.talks]))

interface Place {
  line: number
  day: StatedDay | null
  room: Text
}

function eventOf(event: JsonObject, { line, day, room }: Place): StatedSession {
  return {
    line,
    ids: [textIn(event.guid), textIn(event.id), textIn(event.code), textIn(event.slug)],
    title: firstText(event, 'title'),
    subtitle: firstText(event, 'subtitle'),
    urls: [firstText(event, 'url', 'public_url'), textIn(event.origin_url), textIn(event.link)],
    slug: textIn(event.slug),
    track: textIn(event.track),
    room: textIn(room) ?? textIn(event.room),
    type: textIn(event.type),
    language: Array.isArray(event.language) ? textIn(event.language[0]) : textIn(event.language),
    abstract: textIn(event.abstract),
    description: textIn(event.description),
    date: textIn(event.date),
    start: textIn(event.start),
    end: textIn(event.end),
    duration: textIn(event.duration),
    day,
    people: peopleIn(event.persons ?? event.speakers ?? event.participants),
    links: [...linksIn(event.attachments, { isFile: true }), ...linksOf(event)],
    licence: firstText(event, 'recording_license', 'license', 'licence'),
    do_not_record:
      isTrue(event.do_not_record) || (isObject(event.recording) && isTrue(event.recording.optout)),
    off: cancelledState(firstText(event, 'state', 'status')),
  }
}
