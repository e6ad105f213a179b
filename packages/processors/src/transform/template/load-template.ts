import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '@async-events/core'
import { isContextName } from '../document/context-names.ts'
import { parseTemplate } from './parse-template.ts'
import type { Template } from './template.ts'

const ownFolder = join(import.meta.dirname, '..', 'templates')

/** Names of all templates, in alphabetical order. */
export async function listTemplates(folder: string = ownFolder): Promise<string[]> {
  const files = await readdir(folder)
  return files.flatMap((file) => (file.endsWith('.md') ? [file.slice(0, -'.md'.length)] : [])).sort()
}

/**
 * The name of the template that serves a target language: `<name>_<language>`, then `<name>`, then `<name>_en`
 * (a language without a template gets English headings). Null when there is none.
 */
export async function findTemplate(
  name: string,
  language: string,
  folder: string = ownFolder,
): Promise<string | null> {
  const full = language.trim().toLowerCase()
  const primary = full.split(/[-_]/, 1)[0] ?? ''
  // Compared with what is in the folder, never joined to a path: a name cannot lead out of it
  const wanted = [`${name}_${full}`, `${name}_${primary}`, name, `${name}_en`].map((one) => one.toLowerCase())
  const known = await listTemplates(folder)
  for (const candidate of wanted) {
    const found =
      known.find((one) => one === candidate) ?? known.find((one) => one.toLowerCase() === candidate)
    if (found !== undefined) return found
  }
  return null
}

/**
 * Reads and checks a template. Throws `invalid_template` for one that does not exist, is malformed, or uses a name
 * that neither the product nor the job's further parameters (`extraNames`) give.
 */
export async function loadTemplate(
  name: string,
  language: string,
  extraNames: readonly string[] = [],
  folder: string = ownFolder,
): Promise<Template> {
  const found = await findTemplate(name, language, folder)
  if (found === null) throw new AppError('invalid_template', `There is no template "${shown(name)}"`)
  const template = parseTemplate(found, await readFile(join(folder, `${found}.md`), 'utf8'))
  const unknown = template.names.find((used) => !isContextName(used) && !extraNames.includes(used))
  if (unknown !== undefined) {
    throw new AppError('invalid_template', `The template ${found} uses the unknown name "${shown(unknown)}"`)
  }
  return template
}

const shown = (name: string): string => name.replace(/\p{Cc}/gu, ' ').slice(0, 100)
