import { encodePart } from '../../layout/encode-path.ts'
import { embedInline, embedMarkdown } from '../markdown/embed-markdown.ts'
import { escapeMarkdown, oneLine, plainLines } from '../markdown/escape-markdown.ts'
import { safeUrl } from '../markdown/safe-url.ts'
import type { Resolves } from '../markdown/sanitize-inline.ts'
import type {
  BlockName,
  Place,
  PlacedPlaceholder,
  Template,
  TemplateLine,
  TemplateSection,
} from './template.ts'
import type { OutlinePart, Value, Values } from './value.ts'

export interface RenderedSection {
  level: number
  heading: string
  /** Markdown below the heading, without the sections below it. */
  body: string
}

/** Values of the placeholders of a body. */
export interface BodyContent {
  /** Of `{{name}}`. */
  values: Values
  /** Of `{name}`; a section of one empty block is dropped. */
  blocks: Readonly<Record<BlockName, Value>>
  resolves?: Resolves
}

/** The sections with content. The first has level 0, no heading. */
export function renderBody(template: Template, content: BodyContent): RenderedSection[] {
  const divided = template.sections.some(({ level }) => level === 2)
  const sections = template.sections.map((section) => {
    const level = Math.max(1, section.level)
    // What others wrote below the title must not look like a section of the document
    return renderSection(section, { own: level, foreign: divided ? Math.max(2, level) : level }, content)
  })
  return sections.filter((section, index) => section.level === 1 || hasContent(sections, index))
}

export function joinSections(sections: readonly RenderedSection[]): string {
  return sections
    .flatMap(({ level, heading, body }) => [
      level > 0 && heading ? `${'#'.repeat(level)} ${heading}` : '',
      body,
    ])
    .filter((part) => part !== '')
    .join('\n\n')
}

/** Levels of headings that those in a section's values stand below: of our own blocks, and of what others wrote. */
interface Levels {
  own: number
  foreign: number
}

function renderSection(section: TemplateSection, levels: Levels, content: BodyContent): RenderedSection {
  const paragraphs = section.paragraphs.map((lines) =>
    lines.flatMap((line) => renderLine(line, levels, content) ?? []).join('\n'),
  )
  return {
    level: section.level,
    heading: section.heading.map((piece) => inline(piece, content)).join(''),
    body: paragraphs.filter((text) => text.trim() !== '').join('\n\n'),
  }
}

function hasContent(sections: readonly RenderedSection[], index: number): boolean {
  const section = sections[index]
  if (section === undefined) return false
  if (section.body !== '') return true
  const end = sections.findIndex((later, at) => at > index && later.level <= section.level)
  return sections.slice(index + 1, end === -1 ? undefined : end).some((below) => below.body !== '')
}

/** Null for a line whose placeholders all came out empty. */
function renderLine(line: TemplateLine, levels: Levels, content: BodyContent): string | null {
  const placeholders = line.filter((piece) => typeof piece !== 'string')
  const [first, second] = line
  const isFence = typeof first === 'string' && /^\s*(```|~~~)/.test(first)
  const isEmpty = placeholders.length > 0 && placeholders.every((piece) => inline(piece, content) === '')
  if (isEmpty && !isFence) return null
  const inCode = placeholders.some(({ place }) => place === 'code')
  if (line.length === 1 && first !== undefined && !inCode) return whole(first, levels, content)
  // A quote goes on over all lines of what it quotes
  if (line.length === 2 && typeof first === 'string' && /^\s*(> ?)+$/.test(first) && second !== undefined) {
    return whole(second, levels, content).replace(/^/gm, first.trimStart())
  }
  const text = line.map((piece) => inline(piece, content)).join('')
  // A fence that is indented by four spaces ends nothing
  return inCode ? text.replace(/^ {0,3}(?=`{3}|~{3})/gm, '    ') : text
}

/** A piece that has its line for itself. */
function whole(piece: TemplateLine[number], levels: Levels, content: BodyContent): string {
  const value = typeof piece === 'string' || piece.place !== 'text' ? undefined : standsFor(piece, content)
  switch (value?.kind) {
    case 'block':
      return value.text
    case 'outline':
      return outlineText(value.parts, levels.own)
    case 'markdown': {
      const { resolves } = content
      return embedMarkdown(value.text, { below: levels.foreign, ...(resolves && { resolves }) })
    }
    default:
      return inline(piece, content)
  }
}

function outlineText(parts: readonly OutlinePart[], level: number): string {
  const mark = '#'.repeat(Math.min(6, level + 1))
  return parts
    .flatMap(({ heading, body }) => [heading ? `${mark} ${heading}` : '', body])
    .filter((text) => text !== '')
    .join('\n\n')
}

function inline(piece: TemplateLine[number], content: BodyContent): string {
  if (typeof piece === 'string') return piece
  const value = standsFor(piece, content)
  return value === undefined ? '' : written(value, piece.place, content.resolves)
}

const standsFor = (placeholder: PlacedPlaceholder, { values, blocks }: BodyContent): Value | undefined =>
  placeholder.kind === 'block' ? blocks[placeholder.name] : values.get(placeholder.name)

/** A value as it has to be written at its place to be read as what it is. */
function written(value: Value, place: Place, resolves: Resolves | undefined): string {
  switch (place) {
    case 'text':
      return inlineText(value, resolves)
    case 'cell':
      return inlineText(value, resolves).replace(/(?<!\\)((?:\\\\)*)\|/g, '$1\\|')
    case 'title':
      return escapeMarkdown(dataText(value)).replace(/["'()]/g, '\\$&')
    case 'address':
      return safeUrl(oneLine(dataText(value))) ?? ''
    case 'address-part':
      return encodePart(oneLine(dataText(value)))
    case 'code-span':
      // Nothing can be quoted in there
      return oneLine(dataText(value)).replace(/`/g, "'")
    case 'code':
      return plainLines(dataText(value))
  }
}

function inlineText(value: Value, resolves: Resolves | undefined): string {
  switch (value.kind) {
    case 'plain':
      return escapeMarkdown(value.text)
    case 'list':
      return value.items.map(escapeMarkdown).join(', ')
    case 'map':
      return mapItems(value.entries).map(escapeMarkdown).join(', ')
    case 'markdown':
      return embedInline(value.text, resolves)
    case 'block':
      return inOneLine(value.text)
    case 'outline':
      return inOneLine(value.parts.map(({ heading, body }) => `${heading ?? ''} ${body}`.trim()).join(' '))
  }
}

/** As bare text, of whatever kind. */
function dataText(value: Value): string {
  switch (value.kind) {
    case 'list':
      return value.items.join(', ')
    case 'map':
      return mapItems(value.entries).join(', ')
    case 'outline':
      return outlineText(value.parts, 1)
    default:
      return value.text
  }
}

const mapItems = (entries: Readonly<Record<string, string>>): string[] =>
  Object.entries(entries).map(([key, text]) => `${key}: ${text}`)

const inOneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ')
