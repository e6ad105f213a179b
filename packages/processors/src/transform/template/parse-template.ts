import type { TextField } from '@async-events/core'
import { parse } from 'yaml'
import { holdsMarkCharacters, markOf } from './marks.ts'
import { createPlacer } from './place-pieces.ts'
import { readPieces } from './read-pieces.ts'
import type { Placeholder, Template, TemplateLine, TemplateSection } from './template.ts'
import { collectProblems, type TemplateProblems } from './template-problems.ts'

/** A document has a few dozen places to fill; every field is a question to the text model. */
export const templateLimits = {
  placeholders: 500,
  fields: 50,
  /** Characters. */
  systemPrompt: 20_000,
  /** Characters: the time that YAML takes grows faster than its text. */
  frontMatter: 16_000,
  /** Levels of the front matter. */
  depth: 20,
} as const

/** Parses a template. Throws `invalid_template` with every problem in its details. */
export function parseTemplate(name: string, source: string): Template {
  const problems = collectProblems(name)
  if (holdsMarkCharacters(source))
    problems.add(lineOf(source, /[\ue000\ue001]/), 'holds characters of a private area')
  const text = source.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  if ((text.match(/\{\{/g)?.length ?? 0) > templateLimits.placeholders)
    problems.add(null, `has more than ${templateLimits.placeholders} placeholders`)
  // What follows would take long to read
  problems.throwIfAny()
  const [document = '', systemPrompt = ''] = text.split(/^--- systemprompt[ \t]*$/m, 2)
  if (systemPrompt.length > templateLimits.systemPrompt)
    problems.add(null, `has a system prompt of more than ${templateLimits.systemPrompt} characters`)
  const parts = /^---\n([\s\S]*?)\n---[ \t]*(?:\n|$)([\s\S]*)$/.exec(document)
  const fields = new Map<string, TextField>()
  const frontMatter = readFrontMatter(parts?.[1] ?? '', fields, problems)
  const body = parts?.[2] ?? document
  const sections = readBody(
    body,
    1 + linesIn(document.slice(0, document.length - body.length)),
    fields,
    problems,
  )
  if (fields.size > templateLimits.fields) problems.add(null, `has more than ${templateLimits.fields} fields`)
  problems.throwIfAny()
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

const linesIn = (text: string): number => text.split('\n').length - 1

const lineOf = (text: string, what: RegExp): number => 1 + linesIn(text.slice(0, text.search(what)))

function readFrontMatter(source: string, fields: Map<string, TextField>, problems: TemplateProblems) {
  if (source.length > templateLimits.frontMatter) {
    problems.add(2, `the front matter has more than ${templateLimits.frontMatter} characters`)
    return { entries: [], placeholders: [] }
  }
  const placeholders: Placeholder[] = []
  const marked = readPieces(source, 2, fields, problems)
    .map((piece) => (typeof piece === 'string' ? piece : markOf(placeholders.push(piece) - 1)))
    .join('')
  return { entries: Object.entries(readYaml(marked, problems)), placeholders }
}

/** The keys of the front matter; none after a problem. */
function readYaml(source: string, problems: TemplateProblems): Record<string, unknown> {
  let value: unknown
  try {
    value = parse(source, { logLevel: 'error' }) ?? {}
  } catch (error) {
    const line = isAt(error) ? error.linePos[0].line + 1 : null
    problems.add(line, 'the front matter is not valid YAML')
    return {}
  }
  if (typeof value !== 'object' || Array.isArray(value)) {
    problems.add(2, 'the front matter is without keys')
    return {}
  }
  if (isDeep(value, templateLimits.depth)) {
    problems.add(2, `the front matter is nested deeper than ${templateLimits.depth} levels`)
    return {}
  }
  return value as Record<string, unknown>
}

const isAt = (error: unknown): error is { linePos: [{ line: number }] } =>
  typeof error === 'object' && error !== null && 'linePos' in error && Array.isArray(error.linePos)

/** An alias within its own anchor is as deep as can be. */
const isDeep = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((inner) => isDeep(inner, levels - 1)))

function readBody(
  body: string,
  firstLine: number,
  fields: Map<string, TextField>,
  problems: TemplateProblems,
): TemplateSection[] {
  const sections: TemplateSection[] = [{ level: 0, heading: [], paragraphs: [] }]
  let paragraph: TemplateLine[] | null = null
  let inCode = false
  const placed = createPlacer(problems)
  for (const [index, line] of body.split('\n').entries()) {
    const number = firstLine + index
    const place = (text: string) => placed(readPieces(text, number, fields, problems), number, inCode)
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
