import { firstText, isObject, isTrue, type JsonObject, textIn } from '../source/json-values.ts'
import type { StatedSession } from '../stated.ts'
import { linksOf } from './json-links.ts'
import { peopleIn, splitNames } from './json-people.ts'
import { cancelledState } from './states.ts'

/** Names of a record's fields, in the schedules and tables of many programs and some languages; as `fieldKey` writes them. */
const aliases = {
  ids: 'guid uuid uid sessionid eventid eventkey talkid id code confkey kennung nr nummer number',
  title:
    'title session sessiontitle talktitle proposaltitle talk name subject summary eventname titel vortrag vortragstitel thema titre titulo título',
  subtitle: 'subtitle untertitel soustitre',
  url: 'url link page talkurl sessionurl eventurl permalink website confurl frontendlink publicurl webseite seite lien enlace',
  slug: 'slug',
  track:
    'track tracks trackname assignedtrack stream theme topic category eventtype categories spur kategorie reihe themenstrang piste',
  room: 'room roomname venue location stage hall place raum saal bühne ort salle sala',
  type: 'type sessiontype sessionformat format submissiontype kind eventsubtype art typ',
  language: 'language lang locale contentlocale originallanguage sourcelanguage sprache langue idioma',
  abstract: 'abstract shortdescription kurzbeschreibung teaser zusammenfassung résumé resumen',
  description: 'description details text body content longdescription beschreibung inhalt',
  date: 'date day startdate sessiondate datum tag jour fecha eventdate scheduledat',
  start:
    'start starts startat startsat starttime eventstart eventstarttime begin begins beginn von anfang uhrzeit zeit time timestart startzeit début inicio heure hora',
  end: 'end ends endat endsat endtime eventend eventendtime bis ende timestop timeend endzeit finish fin enddate',
  duration: 'duration scheduledduration sessionduration length minutes dauer durée duración',
  people:
    'speakers speaker speakernames speakername persons people presenters presenter authors author panelists participants referenten referent referentin referentinnen vortragende vortragender sprecher sprecherin intervenants ponentes',
  licence: 'licence license recordinglicense licenseurl lizenz',
  do_not_record: 'donotrecord optout norecording nichtaufzeichnen',
  may_record: 'mayrecord recordable',
  state: 'state status',
} as const
type Field = keyof typeof aliases

const fieldOf = new Map<string, Field>()
for (const [field, names] of Object.entries(aliases))
  for (const name of names.split(' ')) fieldOf.set(name, field as Field)

/** `Session Title`, `session_title` and `sessionTitle` are one name. */
const fieldKey = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '')

/** What a table or list calls its fields, so that it is known whether they are sessions. */
export const knownFields = (names: readonly string[]): Set<string> =>
  new Set(
    names.map((name) => fieldOf.get(fieldKey(name)) ?? linkField(name)).filter((field) => field !== null),
  )

/** Columns for media, under any of their names. */
const linkFields: readonly [pattern: RegExp, key: string][] = [
  [
    /^(?:recording|video|youtube|vod|aufzeichnung|mitschnitt|vidéo)(?:s|download)?(?:url|link)?s?$|^mediaurl$|^videodownloadurl$/,
    'video_url',
  ],
  [
    /^(?:slide|slides|presentation|deck|folien|präsentation|diapositives)(?:s)?(?:url|link|file)?s?$/,
    'slides_url',
  ],
  [/^(?:caption|subtitle|untertitel)s?(?:url|link|file)s?$|^captions$/, 'captions_url'],
  [/^(?:attachment|file|material|anhang|anhänge|datei|dateien|unterlagen)s?(?:url|link)?s?$/, 'attachments'],
]

function linkField(name: string): string | null {
  const key = fieldKey(name)
  return linkFields.find(([pattern]) => pattern.test(key))?.[1] ?? null
}

/** One record of a table or list as a session; of fields with the same meaning the first that has a value. */
export function sessionOfRecord(record: JsonObject, line: number): StatedSession {
  const values = new Map<Field, unknown[]>()
  const links: JsonObject = {}
  for (const [name, value] of Object.entries(record)) {
    if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) continue
    const field = fieldOf.get(fieldKey(name))
    if (field !== undefined) values.set(field, [...(values.get(field) ?? []), value])
    const link = linkField(name)
    if (link !== null && record[link] === undefined)
      links[link] = typeof value === 'string' ? value.split(/[\s;|]+/).filter((part) => part !== '') : value
  }
  const texts = (field: Field) =>
    inOrder(record, field)
      .map(textOrFirst)
      .filter((text) => text !== null)
  const text = (field: Field) => texts(field)[0] ?? null
  const people = values.get('people')?.[0]
  const [date, start] = [text('date'), momentIn(inOrder(record, 'start')[0])]
  return {
    line,
    ids: texts('ids'),
    title: text('title'),
    subtitle: text('subtitle'),
    urls: texts('url'),
    slug: text('slug'),
    track: text('track'),
    room: text('room'),
    type: text('type'),
    language: text('language'),
    abstract: text('abstract'),
    description: text('description'),
    // EMF and others call the whole moment a date.
    date: momentIn(inOrder(record, 'date')[0]) ?? date,
    start: rangeOf(start)?.[0] ?? start,
    end: momentIn(inOrder(record, 'end')[0]) ?? rangeOf(start)?.[1] ?? null,
    duration: text('duration'),
    people: typeof people === 'string' ? splitNames(people).map((name) => ({ name })) : peopleIn(people),
    links: linksOf({ ...record, ...links }),
    licence: text('licence'),
    do_not_record: isTrue(inOrder(record, 'do_not_record')[0]) || inOrder(record, 'may_record')[0] === false,
    off: cancelledState(text('state')),
  }
}

/** Values of a field, in the order of its names: a guid before a number, a title before a name. */
function inOrder(record: JsonObject, field: Field): unknown[] {
  const byKey = new Map(Object.entries(record).map(([name, value]) => [fieldKey(name), value]))
  return aliases[field]
    .split(' ')
    .map((name) => byKey.get(name))
    .filter((value) => value !== undefined && value !== null && value !== '')
}

const textOrFirst = (value: unknown): string | null =>
  Array.isArray(value) ? textIn(value[0]) : textIn(value)

/** Indico writes `{ date, time, tz }`. */
function momentIn(value: unknown): string | null {
  if (isObject(value)) {
    const [date, time] = [textIn(value.date), textIn(value.time)]
    return date !== null && time !== null ? `${date} ${time}` : (date ?? textIn(value.dateTime))
  }
  return textOrFirst(value)
}

/** `10:00 - 10:30` in one cell. */
function rangeOf(text: string | null): [string, string] | null {
  const [, from, to] =
    /^\s*(\d{1,2}[:.h]\d{2}(?:\s*[ap]m)?)\s*(?:-|–|—|to|bis|à)\s*(\d{1,2}[:.h]\d{2}(?:\s*[ap]m)?)(?:\s*(?:Uhr|h))?\s*$/i.exec(
      text ?? '',
    ) ?? []
  return from !== undefined && to !== undefined ? [from, to] : null
}

/** Sessions in a list of JSON objects. */
export const looksLikeSessions = (list: readonly JsonObject[]): boolean => {
  const sample = list.slice(0, 20)
  const fits = sample.filter((one) => {
    const fields = knownFields(Object.keys(one))
    return fields.has('title') && fields.size >= 3 && firstText(one, ...Object.keys(one)) !== null
  })
  return sample.length > 0 && fits.length * 2 >= sample.length
}
