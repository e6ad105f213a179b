import { stringify } from 'yaml'
import type { SiteFile } from '../site-talk.ts'
import { writtenFile } from '../written-file.ts'

/** A property of Obsidian: a text, a number, or a list of texts. */
export type Property = string | number | readonly string[]

/** A Markdown file with its properties in front, as Obsidian reads them: YAML between two lines of `---`. */
export function note(path: string, properties: Readonly<Record<string, Property>>, body: string): SiteFile {
  const stated = Object.entries(properties).filter(([, value]) => value !== '' && !isEmptyList(value))
  const yaml = stringify(Object.fromEntries(stated), {
    lineWidth: 0,
    defaultStringType: 'QUOTE_DOUBLE',
    defaultKeyType: 'PLAIN',
  })
  return writtenFile(`${path}.md`, `---\n${yaml}---\n\n${body.trim()}\n`)
}

const isEmptyList = (value: Property): boolean => typeof value === 'object' && value.length === 0
