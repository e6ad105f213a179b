import { embedInline, embedMarkdown } from '../markdown/embed-markdown.ts'
import { escapeMarkdown } from '../markdown/escape-markdown.ts'
import type { Resolves } from '../markdown/sanitize-inline.ts'
import type { BlockName, Piece, Template, TemplateLine, TemplateSection } from './template.ts'
import type { OutlinePart, Value, Values } from './value.ts'

export interface RenderedSection {
  level: number
  heading: string
  /** Markdown below the heading, without the sections below it. */
  body: string
}

/** What the placeholders of a body stand for. */
export interface BodyContent {
  /** Of `{{name}}`. */
  values: Values
  /** Of `{name}`; a section around nothing but an empty block goes. */
  blocks: Readonly<Record<BlockName, Value>>
  resolves?: Resolves
}

/** The sections that have something to say. The first has level 0 and no heading. */
export function renderBody(template: Template, content: BodyContent): RenderedSection[] {
  const sections = template.sections.map((section) => renderSection(section, content))
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

function renderSection(section: TemplateSection, content: BodyContent): RenderedSection {
  const level = Math.max(1, section.level)
  const paragraphs = section.paragraphs.map((lines) =>
    lines.flatMap((line) => renderLine(line, level, content) ?? []).join('\n'),
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
function renderLine(line: TemplateLine, level: number, content: BodyContent): string | null {
  const placeholders = line.filter((piece) => typeof piece !== 'string')
  if (placeholders.length > 0 && placeholders.every((piece) => inline(piece, content) === '')) return null
  const [first, second] = line
  if (line.length === 1 && first !== undefined) return whole(first, level, content)
  // A quote goes on over all lines of what it quotes
  if (line.length === 2 && typeof first === 'string' && /^\s*(> ?)+$/.test(first) && second !== undefined) {
    return whole(second, level, content).replace(/^/gm, first.trimStart())
  }
  return line.map((piece) => inline(piece, content)).join('')
}

/** A piece that has its line for itself. */
function whole(piece: Piece, level: number, content: BodyContent): string {
  const value = typeof piece === 'string' ? undefined : standsFor(piece, content)
  switch (value?.kind) {
    case 'block':
      return value.text
    case 'outline':
      return outlineText(value.parts, level)
    case 'markdown': {
      const { resolves } = content
      return embedMarkdown(value.text, { below: level, ...(resolves && { resolves }) })
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

function inline(piece: Piece, content: BodyContent): string {
  if (typeof piece === 'string') return piece
  const value = standsFor(piece, content)
  return value === undefined ? '' : inlineText(value, content.resolves)
}

const standsFor = (
  placeholder: Exclude<Piece, string>,
  { values, blocks }: BodyContent,
): Value | undefined =>
  placeholder.kind === 'block' ? blocks[placeholder.name] : values.get(placeholder.name)

function inlineText(value: Value, resolves: Resolves | undefined): string {
  switch (value.kind) {
    case 'plain':
      return escapeMarkdown(value.text)
    case 'list':
      return value.items.map(escapeMarkdown).join(', ')
    case 'map':
      return Object.entries(value.entries)
        .map(([key, text]) => escapeMarkdown(`${key}: ${text}`))
        .join(', ')
    case 'markdown':
      return embedInline(value.text, resolves)
    case 'block':
      return inOneLine(value.text)
    case 'outline':
      return inOneLine(value.parts.map(({ heading, body }) => `${heading ?? ''} ${body}`.trim()).join(' '))
  }
}

const inOneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ')
