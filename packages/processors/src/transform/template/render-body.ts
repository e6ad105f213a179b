import { embedInline, embedMarkdown } from '../markdown/embed-markdown.ts'
import { escapeMarkdown } from '../markdown/escape-markdown.ts'
import type { Resolves } from '../markdown/sanitize-inline.ts'
import type { Piece, Template, TemplateLine, TemplateSection } from './template.ts'
import type { Value, Values } from './value.ts'

export interface RenderedSection {
  level: number
  heading: string
  /** Markdown below the heading, without the sections below it. */
  body: string
}

/** The sections that have something to say. The first has level 0 and no heading. */
export function renderBody(template: Template, values: Values, resolves?: Resolves): RenderedSection[] {
  const sections = template.sections.map((section) => renderSection(section, values, resolves))
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

function renderSection(section: TemplateSection, values: Values, resolves?: Resolves): RenderedSection {
  const level = Math.max(1, section.level)
  const paragraphs = section.paragraphs.map((lines) =>
    lines.flatMap((line) => renderLine(line, values, level, resolves) ?? []).join('\n'),
  )
  return {
    level: section.level,
    heading: section.heading.map((piece) => inline(piece, values, resolves)).join(''),
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
function renderLine(line: TemplateLine, values: Values, level: number, resolves?: Resolves): string | null {
  const placeholders = line.filter((piece) => typeof piece !== 'string')
  if (placeholders.length > 0 && placeholders.every((piece) => inline(piece, values, resolves) === ''))
    return null
  const [first, second] = line
  if (line.length === 1 && first !== undefined) return whole(first, values, level, resolves)
  // A quote goes on over all lines of what it quotes
  if (line.length === 2 && typeof first === 'string' && /^\s*(> ?)+$/.test(first) && second !== undefined) {
    return whole(second, values, level, resolves).replace(/^/gm, first.trimStart())
  }
  return line.map((piece) => inline(piece, values, resolves)).join('')
}

/** A piece that has its line for itself. */
function whole(piece: Piece, values: Values, level: number, resolves?: Resolves): string {
  const value = typeof piece === 'string' || piece.kind === 'block' ? undefined : values.get(piece.name)
  if (value?.kind === 'block') return value.text
  if (value?.kind === 'markdown')
    return embedMarkdown(value.text, { below: level, ...(resolves && { resolves }) })
  return inline(piece, values, resolves)
}

function inline(piece: Piece, values: Values, resolves?: Resolves): string {
  if (typeof piece === 'string') return piece
  // No media yet: both blocks are empty, and the sections around them go
  if (piece.kind === 'block') return ''
  const value = values.get(piece.name)
  return value === undefined ? '' : inlineText(value, resolves)
}

function inlineText(value: Value, resolves?: Resolves): string {
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
      return value.text.replace(/\s*\n\s*/g, ' ')
  }
}
