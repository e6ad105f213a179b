import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError, primarySubtag, type TextField } from '@async-events/core'
import { isContextName } from '../document/context-names.ts'
import { parseTemplate } from './parse-template.ts'
import type { Template } from './template.ts'

const ownFolder = join(import.meta.dirname, '..', 'templates')

/** A template is a short text: a file larger than this is none. Bytes. */
const maxBytes = 256 * 1024

/** A template to choose from. */
export interface TemplateInfo {
  name: string
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
  /**
   * Reads and checks a template. Throws `invalid_template` for one that does not exist, is malformed, or uses a name
   * that neither the product nor the job's further parameters (`extraNames`) give.
   */
  load(name: string, language: string, extraNames?: readonly string[]): Promise<Template>
  /** SHA-256 (hex) of name and text of what `load` would read. */
  fingerprint(name: string, language: string): Promise<string>
}

/**
 * Templates of some folders and the built-in ones. Of two with the same name the one in the earlier folder wins;
 * built-in ones come last. Folders are read at each call, so new templates count at once. A missing folder is empty.
 */
export function openTemplates({ folders = [] }: { folders?: readonly string[] } = {}): Templates {
  const places = [...folders, ownFolder]

  async function files(): Promise<Map<string, string>> {
    const lists = await Promise.all(places.map(namesIn))
    const byName = new Map<string, string>()
    for (const [index, names] of lists.entries()) {
      for (const name of names)
        if (!byName.has(name)) byName.set(name, join(places[index] ?? '', `${name}.md`))
    }
    return byName
  }

  async function read(name: string, language: string): Promise<{ name: string; source: string }> {
    const known = await files()
    const found = choose([...known.keys()], name, language)
    const file = found === null ? undefined : known.get(found)
    if (found === null || file === undefined)
      throw new AppError('invalid_template', `There is no template "${shown(name)}"`)
    return { name: found, source: await readSource(found, file) }
  }

  return {
    list: async () => [...(await files()).keys()].sort(),
    async describe() {
      const all = [...(await files())].sort(([a], [b]) => (a < b ? -1 : 1))
      return Promise.all(all.map(([name, file]) => describeTemplate(name, file)))
    },
    find: async (name, language) => choose([...(await files()).keys()], name, language),
    async load(name, language, extraNames = []) {
      const { name: found, source } = await read(name, language)
      const template = parseTemplate(found, source)
      const unknown = template.names.find((used) => !isContextName(used) && !extraNames.includes(used))
      if (unknown !== undefined) {
        throw new AppError(
          'invalid_template',
          `The template ${found} uses the unknown name "${shown(unknown)}"`,
        )
      }
      return template
    },
    async fingerprint(name, language) {
      const { name: found, source } = await read(name, language)
      return createHash('sha256').update(`${found}\n${source}`).digest('hex')
    },
  }
}

async function readSource(name: string, file: string): Promise<string> {
  const source = await readFile(file)
  if (source.length > maxBytes) throw new AppError('invalid_template', `The template ${name} is too long`)
  return source.toString('utf8')
}

async function describeTemplate(name: string, file: string): Promise<TemplateInfo> {
  try {
    const { language, fields, names } = parseTemplate(name, await readSource(name, file))
    const extra = names.filter((used) => !isContextName(used))
    return { name, language, fields, extra, problem: null }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { name, language: 'en', fields: [], extra: [], problem: error.message }
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder)
    return entries.flatMap((file) => (file.endsWith('.md') ? [file.slice(0, -'.md'.length)] : []))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

/** Compared with what is in the folders, never joined to a path: a name cannot lead out of them. */
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
