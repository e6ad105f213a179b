import { AppError, type TextField } from '@async-events/core'
import { parse } from 'yaml'
import { holdsMarkCharacters, markOf } from './marks.ts'
import { createPlacer } from './place-pieces.ts'
import { readPieces } from './read-pieces.ts'
import type { Placeholder, Template, TemplateLine, TemplateSection } from './template.ts'

/** A document has a few dozen places to fill; every field is a question to the text model. */
export const templateLimits = { placeholders: 500, fields: 50 } as const

/** Parses a template. Throws `invalid_template`. */
export function parseTemplate(name: string, source: string): Template {
  if (holdsMarkCharacters(source)) throw invalid(name, 'holds characters of a private area')
  const text = source.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  if ((text.match(/\{\{/g)?.length ?? 0) > templateLimits.placeholders)
    throw invalid(name, `has more than ${templateLimits.placeholders} placeholders`)
  const [document = '', systemPrompt = ''] = text.split(/^--- systemprompt[ \t]*$/m, 2)
  const parts = /^---\n([\s\S]*?)\n---[ \t]*(?:\n|$)([\s\S]*)$/.exec(document)
  const fields = new Map<string, TextField>()
  const frontMatter = readFrontMatter(name, parts?.[1] ?? '', fields)
  const sections = readBody(parts?.[2] ?? document, name, fields)
  if (fields.size > templateLimits.fields)
    throw invalid(name, `has more than ${templateLimits.fields} fields`)
  const placeholders = [
    ...frontMatter.placeholders,
    ...sections.flatMap((section) => [section.heading, ...section.paragraphs.flat()]).flat(),
  ].filter((piece) => typeof piece !== 'string')
  return {
    name,
    language: /_([a-z]{2,3})(?:-[A-Za-z0-9]+)*$/.exec(name)?.[1] ?? 'en',
    frontMatter: frontMatter.entries,
    frontMatterPlaceholders: frontMatter.placeholders,
    sections,
    fields: [...fields.values()],
    names: namesIn(placeholders).filter((used) => !fields.has(used)),
    systemPrompt: systemPrompt.trim(),
  }
}

function readFrontMatter(name: string, source: string, fields: Map<string, TextField>) {
  const placeholders: Placeholder[] = []
  const marked = readPieces(source, name, fields)
    .map((piece) => (typeof piece === 'string' ? piece : markOf(placeholders.push(piece) - 1)))
    .join('')
  return { entries: Object.entries(parseYaml(name, marked)), placeholders }
}

function parseYaml(name: string, source: string): Record<string, unknown> {
  let value: unknown
  try {
    value = parse(source) ?? {}
  } catch (cause) {
    throw new AppError('invalid_template', `The front matter of the template ${name} is not valid YAML`, {
      cause,
    })
  }
  if (typeof value !== 'object' || Array.isArray(value)) throw invalid(name, 'has front matter without keys')
  return value as Record<string, unknown>
}

function readBody(body: string, name: string, fields: Map<string, TextField>): TemplateSection[] {
  const sections: TemplateSection[] = [{ level: 0, heading: [], paragraphs: [] }]
  let paragraph: TemplateLine[] | null = null
  let inCode = false
  const placed = createPlacer(name)
  const place = (text: string) => placed(readPieces(text, name, fields), inCode)
  for (const line of body.split('\n')) {
    if (/^\s*(```|~~~)/.test(line)) inCode = !inCode
    const heading = inCode ? null : /^(#{1,6})[ \t]+(.+)$/.exec(line)
    if (heading?.[1] !== undefined && heading[2] !== undefined) {
      sections.push({ level: heading[1].length, heading: place(heading[2].trim()), paragraphs: [] })
      paragraph = null
    } else if (line.trim() === '' && !inCode) {
      place('')
      paragraph = null
    } else {
      if (paragraph === null) {
        paragraph = []
        sections.at(-1)?.paragraphs.push(paragraph)
      }
      paragraph.push(place(line.trimEnd()))
    }
  }
  return sections
}

const namesIn = (placeholders: readonly Placeholder[]): string[] => [
  ...new Set(placeholders.flatMap((one) => (one.kind === 'value' ? [one.name] : []))),
]

const invalid = (name: string, problem: string): AppError =>
  new AppError('invalid_template', `The template ${name} ${problem}`)
