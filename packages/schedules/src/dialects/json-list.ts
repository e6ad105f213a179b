import { firstText, isObject, type JsonObject, objectsIn } from '../source/json-values.ts'
import type { JsonDocument } from '../source/read-json.ts'
import type { Dialect } from './dialect.ts'
import { looksLikeSessions, sessionOfRecord } from './records.ts'

/**
 * Lists of sessions in JSON under names of their own: Sched's `session/export` and `session/list`, EMF, Symposion (PyCon), Indico's
 * contributions, OSEM, media.ccc.de's events, parameters of jobs. The largest list whose objects look like sessions.
 */
export const jsonList: Dialect = {
  name: 'json-list',
  recognises: ({ json }) => listIn(json) !== null,
  read({ json }) {
    const found = listIn(json)
    if (json === null || found === null) return { sessions: [] }
    const { owner, list } = found
    return {
      title: owner && firstText(owner, 'title', 'name', 'event_name', 'acronym'),
      url: owner && firstText(owner, 'url', 'link'),
      time_zone: owner && firstText(owner, 'time_zone_name', 'timezone', 'time_zone', 'timeZone'),
      sessions: list.map((one) => ({ ...sessionOfRecord(one, json.lineOf(one)) })),
    }
  },
}

/** Sched's exports, by their keys. Read as any list is. */
export const sched: Dialect = {
  name: 'sched',
  recognises: ({ json }) => {
    const list = objectsIn(json?.value)
    return list.some((one) => 'event_key' in one && 'name' in one)
  },
  read(source, report) {
    return jsonList.read(source, report)
  },
}

interface Found {
  owner: JsonObject | null
  list: JsonObject[]
}

const maxDepth = 6

function listIn(json: JsonDocument | null): Found | null {
  let best: Found | null = null
  const look = (value: unknown, owner: JsonObject | null, depth: number): void => {
    if (depth > maxDepth) return
    if (Array.isArray(value)) {
      const list = objectsIn(value).map((one) => parametersOf(one))
      if (list.length > (best?.list.length ?? 0) && looksLikeSessions(list)) best = { owner, list }
      // Sessions may stand in days or groups.
      else if (list.length <= 100) for (const one of list) look(one, owner, depth + 1)
    } else if (isObject(value)) for (const inner of Object.values(value)) look(inner, value, depth + 1)
  }
  look(json?.value, null, 0)
  return best
}

/** The file of a batch has each talk under `parameters`. */
const parametersOf = (one: JsonObject): JsonObject => (isObject(one.parameters) ? one.parameters : one)
