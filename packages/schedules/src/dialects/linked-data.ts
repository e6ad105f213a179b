import { firstText, isObject, isTrue, type JsonObject, objectsIn, textIn } from '../source/json-values.ts'
import { readHtml } from '../source/read-html.ts'
import { type JsonDocument, readJson } from '../source/read-json.ts'
import type { Source } from '../source/source.ts'
import type { StatedLink, StatedPerson, StatedProgramme, StatedSession } from '../stated.ts'
import type { Dialect } from './dialect.ts'
import { cancelledState } from './states.ts'

/** schema.org's `Event` with `subEvent`s, or a list of events: JSON-LD in a page, or a document of its own. */
export const linkedData: Dialect = {
  name: 'schema-org',
  recognises: (source) => {
    if (source.kind !== 'json' && source.kind !== 'html') return false
    if (!source.text.includes('schema.org')) return false
    const { sessions } = programmeIn(documentsOf(source, silent))
    return sessions.length >= (source.kind === 'json' ? 1 : 2)
  },
  read: (source, report) => programmeIn(documentsOf(source, report)),
}

const silent = { problem: () => {} }

interface Document {
  json: JsonDocument
  /** Lines before it. */
  before: number
}

function documentsOf(source: Source, report: Parameters<typeof readJson>[1]): Document[] {
  if (source.json !== null) return [{ json: source.json, before: 0 }]
  return readHtml(source.text).linkedData.map(({ text, line }) => ({
    json: readJson(withoutMarks(text), {
      problem: (code, at, ...rest) => report.problem(code, at + line - 1, ...rest),
    }),
    before: line - 1,
  }))
}

/** Marks of XHTML around a script, without moving its lines. */
const withoutMarks = (text: string): string =>
  text.replaceAll(/\/\*\s*<!\[CDATA\[\s*\*\/|\/\*\s*\]\]>\s*\*\/|<!--|-->|<!\[CDATA\[|\]\]>/g, '')

interface Thing {
  node: JsonObject
  line: number
  /** Within another event, or says which one it belongs to. */
  isPart: boolean
  hasParts: boolean
}

const partKeys = ['subEvent', 'subEvents', 'event', 'events']
const maxDepth = 12

function programmeIn(documents: readonly Document[]): StatedProgramme {
  const byId = new Map<string, JsonObject>()
  const events: Thing[] = []
  const seen = new Set<JsonObject>()
  const look = (value: unknown, { json, before }: Document, isPart: boolean, depth: number): void => {
    if (depth > maxDepth) return
    if (Array.isArray(value)) for (const one of value) look(one, { json, before }, isPart, depth + 1)
    if (!isObject(value) || seen.has(value)) return
    seen.add(value)
    const id = textIn(value['@id'])
    if (id !== null && Object.keys(value).length > 1) byId.set(id, value)
    const isEvent = typesOf(value).some((type) => /Event$|^(?:Festival|Course|CourseInstance)$/.test(type))
    const hasParts = partKeys.some((key) => objectsIn(value[key]).length > 0)
    if (isEvent && firstText(value, 'name', 'headline') !== null)
      events.push({
        node: value,
        line: json.lineOf(value) + before,
        isPart: isPart || value.superEvent !== undefined,
        hasParts,
      })
    for (const [key, inner] of Object.entries(value))
      look(inner, { json, before }, isEvent && partKeys.includes(key), depth + 1)
  }
  for (const document of documents) look(document.json.value, document, false, 0)

  const parts = events.filter(({ isPart, hasParts }) => isPart && !hasParts)
  const whole = events.find(({ hasParts }) => hasParts)?.node ?? superEventOf(parts[0]?.node, byId)
  const sessions = parts.length > 0 ? parts : events.filter(({ node }) => node !== whole)
  return {
    title: whole ? firstText(whole, 'name') : null,
    url: whole ? firstText(whole, 'url', '@id') : null,
    language: whole ? languageOf(whole) : null,
    sessions: sessions.map(({ node, line }) => sessionOf(node, line, byId)),
  }
}

const superEventOf = (
  node: JsonObject | undefined,
  byId: ReadonlyMap<string, JsonObject>,
): JsonObject | undefined => (node === undefined ? undefined : resolved(node.superEvent, byId)[0])

const typesOf = (node: JsonObject): string[] =>
  [node['@type'] ?? node.type]
    .flat()
    .flatMap((type) => (typeof type === 'string' ? [type.replace(/^.*[/#:]/, '')] : []))

/** Objects of a value, those that it refers to in their place. */
function resolved(value: unknown, byId: ReadonlyMap<string, JsonObject>): JsonObject[] {
  return [value].flat().flatMap((one: unknown): JsonObject[] => {
    const known = byId.get(isObject(one) ? (textIn(one['@id']) ?? '') : String(one))
    if (known !== undefined) return [known]
    return isObject(one) ? [one] : []
  })
}

function sessionOf(node: JsonObject, line: number, byId: ReadonlyMap<string, JsonObject>): StatedSession {
  const of = (key: string) => resolved(node[key], byId)
  const name = (key: string): string | null => firstText(of(key)[0] ?? {}, 'name') ?? firstText(node, key)
  return {
    line,
    ids: [firstText(node, 'identifier'), firstText(node, '@id'), firstText(node, 'url')],
    title: firstText(node, 'name', 'headline'),
    subtitle: firstText(node, 'alternativeHeadline', 'alternateName'),
    urls: [firstText(node, 'url'), firstText(node, 'mainEntityOfPage'), firstText(node, '@id')],
    track: name('about') ?? textIn([node.keywords].flat()[0]),
    room: name('location'),
    type: typesOf(node).find((type) => !/^Event$/.test(type)) ?? null,
    language: languageOf(node),
    abstract: firstText(node, 'abstract', 'description'),
    start: firstText(node, 'startDate', 'startTime'),
    end: firstText(node, 'endDate', 'endTime'),
    duration: firstText(node, 'duration'),
    people: ['performer', 'performers', 'actor', 'author', 'speaker', 'contributor', 'instructor'].flatMap(
      (key) => peopleOf(node[key], byId),
    ),
    links: linksOf(node, byId),
    licence: firstText(node, 'license'),
    do_not_record: isTrue(node.doNotRecord),
    off: cancelledState(textIn(node.eventStatus)),
  }
}

const languageOf = (node: JsonObject): string | null => {
  const stated = [node.inLanguage].flat()[0]
  return isObject(stated) ? firstText(stated, 'alternateName', 'name') : textIn(stated)
}

function peopleOf(value: unknown, byId: ReadonlyMap<string, JsonObject>): StatedPerson[] {
  return [value].flat().flatMap((one): StatedPerson[] => {
    if (typeof one === 'string' && !byId.has(one)) return [{ name: one }]
    return resolved(one, byId).map((person) => ({
      name:
        firstText(person, 'name') ??
        [textIn(person.givenName), textIn(person.familyName)].filter(Boolean).join(' '),
      url: firstText(person, 'url'),
      image_url: isObject(person.image) ? firstText(person.image, 'contentUrl', 'url') : textIn(person.image),
    }))
  })
}

/** Keys under which works, recordings and files of an event stand. */
const mediaKeys =
  'recordedIn video subjectOf workPerformed workFeatured associatedMedia encoding hasPart audio'.split(' ')

function linksOf(node: JsonObject, byId: ReadonlyMap<string, JsonObject>): StatedLink[] {
  return mediaKeys.flatMap((key) =>
    resolved(node[key], byId).flatMap((media): StatedLink[] => {
      const url = firstText(media, 'contentUrl', 'embedUrl', 'url')
      const types = typesOf(media)
      const inner = media === node ? [] : linksOf({ ...media, recordedIn: undefined }, byId)
      if (url === null) return inner
      const title = firstText(media, 'name')
      if (types.some((type) => /^(?:Video|Audio)Object$/.test(type)))
        return [{ url, title, is: 'recording' }, ...captionsOf(media), ...inner]
      if (types.includes('PresentationDigitalDocument')) return [{ url, title, is: 'slides' }, ...inner]
      return [{ url, title, kind: types[0] ?? null, isFile: true }, ...inner]
    }),
  )
}

const captionsOf = (media: JsonObject): StatedLink[] =>
  objectsIn(media.caption).flatMap((caption): StatedLink[] => {
    const url = firstText(caption, 'contentUrl', 'url')
    return url === null ? [] : [{ url, title: firstText(caption, 'name', 'inLanguage'), is: 'captions' }]
  })
