import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { AppError, nameKey, type OwnTemplates, primarySubtag, type TextField } from '@async-events/core'
import { isOnlySummaryName, isSummaryName } from '../../summary/summary-names.ts'
import { isContextName } from '../document/context-names.ts'
import { parseTemplate } from './parse-template.ts'
import type { Template } from './template.ts'
import { folderPlace, ownPlace, type TemplateOrigin, type TemplatePlace } from './template-places.ts'

const builtIn = folderPlace('built_in', join(import.meta.dirname, '..', 'templates'))

/** What a template is of: one talk, or a track or event. */
export const templateKinds = ['session', 'summary'] as const
export type TemplateKind = (typeof templateKinds)[number]

/** A template to choose from. */
export interface TemplateInfo {
  name: string
  origin: TemplateOrigin
  kind: TemplateKind
  /** Of its headings. */
  language: string
  fields: TextField[]
  /** Further job parameters that it requires. */
  extra: string[]
  /** Why it cannot be used; null when it can. */
  problem: string | null
}

export interface Templates {
  /** Names of all templates, each once, in alphabetical order. */
  list(): Promise<string[]>
  /** All of them, with what they require or their `problem`. */
  describe(): Promise<TemplateInfo[]>
  /**
   * The name of the template that serves a target language: `<name>_<language>`, then `<name>`, then `<name>_en`
   * (a language without a template gets English headings). Null when there is none.
   */
  find(name: string, language: string): Promise<string | null>
  /** The text of the template of exactly this name, in any case; null when there is none. */
  read(name: string): Promise<{ name: string; origin: TemplateOrigin; source: string } | null>
  /**
   * Reads and checks a template. Throws `invalid_template` for one that does not exist, is malformed, or uses a name
   * that neither documents of this kind nor the job's further parameters (`extraNames`) give.
   */
  load(name: string, language: string, extraNames?: readonly string[], kind?: TemplateKind): Promise<Template>
  /** SHA-256 (hex) of name and text of what `load` would read. */
  fingerprint(name: string, language: string): Promise<string>
}

/** Templates of each owner, by scope; see `openTemplates`. */
export type TemplatesOf = (scope: string) => Templates

/**
 * The templates of an owner, those of some folders, and the built-in ones. Of several with the same name the first in
 * this order wins. All are read at each call, so new templates count at once. A missing folder is empty.
 */
export function openTemplates({
  folders = [],
  own,
}: {
  folders?: readonly string[]
  own?: OwnTemplates
} = {}): Templates {
  const places = [
    ...(own ? [ownPlace(own)] : []),
    ...folders.map((folder) => folderPlace('installation', folder)),
    builtIn,
  ]

  /** The place of each template, by its name. */
  async function known(): Promise<Map<string, TemplatePlace>> {
    const lists = await Promise.all(places.map((place) => place.names()))
    const found = new Map<string, { name: string; place: TemplatePlace }>()
    for (const [index, names] of lists.entries()) {
      const place = places[index]
      for (const name of names) {
        const key = nameKey(name)
        if (place && !found.has(key)) found.set(key, { name, place })
      }
    }
    return new Map([...found.values()].map(({ name, place }) => [name, place]))
  }

  async function findAndRead(name: string, language: string): Promise<{ name: string; source: string }> {
    const all = await known()
    const found = choose([...all.keys()], name, language)
    const place = found === null ? undefined : all.get(found)
    if (found === null || place === undefined)
      throw new AppError('invalid_template', `There is no template "${shown(name)}"`)
    return { name: found, source: await place.read(found) }
  }

  return {
    list: async () => [...(await known()).keys()].sort(),
    async describe() {
      const all = [...(await known())].sort(([a], [b]) => (a < b ? -1 : 1))
      const described: TemplateInfo[] = []
      // One after the other: all of them together may be many megabytes
      for (const [name, place] of all) described.push(await describePlaced(name, place))
      return described
    },
    find: async (name, language) => choose([...(await known()).keys()], name, language),
    async read(name) {
      const all = await known()
      const found = [...all].find(([one]) => nameKey(one) === nameKey(name))
      if (found === undefined) return null
      const [exact, place] = found
      return { name: exact, origin: place.origin, source: await place.read(exact) }
    },
    async load(name, language, extraNames = [], kind = 'session') {
      const { name: found, source } = await findAndRead(name, language)
      const template = parsed(found, source)
      requireKnown(template, extraNames, kind)
      return template
    },
    async fingerprint(name, language) {
      const { name: found, source } = await findAndRead(name, language)
      return createHash('sha256').update(`${found}\n${source}`).digest('hex')
    },
  }
}

/** Of the texts that were parsed last: the jobs of a conference have one template, and parsing it took as long as filling it. */
const lastParsed = new Map<string, Template>()
const keptTemplates = 20

function parsed(name: string, source: string): Template {
  const key = `${name}\n${source}`
  const template = lastParsed.get(key) ?? parseTemplate(name, source)
  lastParsed.delete(key)
  lastParsed.set(key, template)
  const [oldest] = lastParsed.keys()
  if (oldest !== undefined && lastParsed.size > keptTemplates) lastParsed.delete(oldest)
  return template
}

/** Throws `invalid_template` for a template that uses a name that nothing gives. */
function requireKnown(template: Template, extraNames: readonly string[], kind: TemplateKind): void {
  const unknown = extraOf(template, kind).filter((used) => !extraNames.includes(used))
  const [first] = unknown
  if (first === undefined) return
  const other = kindOf(template)
  if (other !== kind)
    throw new AppError(
      'invalid_template',
      `The template ${template.name} is of the kind "${other}"; this document needs one of the kind "${kind}"`,
    )
  const message = (name: string) => `uses the unknown name "${shown(name)}"`
  throw new AppError('invalid_template', `The template ${template.name} ${message(first)}`, {
    details: unknown.map((name) => ({ path: 'source', code: 'invalid_template', message: message(name) })),
  })
}

/** Names that a job has to give. */
const extraOf = ({ names }: Template, kind: TemplateKind): string[] =>
  names.filter((used) => !(kind === 'session' ? isContextName : isSummaryName)(used))

const kindOf = ({ names }: Template): TemplateKind => (names.some(isOnlySummaryName) ? 'summary' : 'session')

/** What a template asks for. Throws `invalid_template`. */
export function describeTemplate(name: string, origin: TemplateOrigin, source: string): TemplateInfo {
  const template = parseTemplate(name, source)
  const { language, fields } = template
  const kind = kindOf(template)
  return { name, origin, kind, language, fields, extra: extraOf(template, kind), problem: null }
}

async function describePlaced(name: string, place: TemplatePlace): Promise<TemplateInfo> {
  try {
    return describeTemplate(name, place.origin, await place.read(name))
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'invalid_template') throw error
    const { origin } = place
    return { name, origin, kind: 'session', language: 'en', fields: [], extra: [], problem: error.message }
  }
}

/** Compared with what is in the places, never joined to a path: a name cannot lead out of them. */
function choose(known: readonly string[], name: string, language: string): string | null {
  const full = language.trim().toLowerCase()
  const wanted = [`${name}_${full}`, `${name}_${primarySubtag(language) ?? full}`, name, `${name}_en`].map(
    (one) => one.toLowerCase(),
  )
  for (const candidate of wanted) {
    const found =
      known.find((one) => one === candidate) ?? known.find((one) => one.toLowerCase() === candidate)
    if (found !== undefined) return found
  }
  return null
}

const shown = (name: string): string => name.replace(/\p{Cc}/gu, ' ').slice(0, 100)
