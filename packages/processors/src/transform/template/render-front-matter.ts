import { markPattern, onlyMark } from './marks.ts'
import type { Template } from './template.ts'
import type { Value, Values } from './value.ts'

/** The front matter in template order; keys without a value are left out. */
export function renderFrontMatter(template: Template, values: Values): Record<string, unknown> {
  const lookUp = (index: number): unknown => {
    const placeholder = template.frontMatterPlaceholders[index]
    return placeholder?.kind === 'value' ? dataOf(values.get(placeholder.name)) : null
  }
  const entries = template.frontMatter.map(([key, value]) => [key, fill(value, lookUp)] as const)
  return Object.fromEntries(entries.filter(([, value]) => !isEmpty(value)))
}

function fill(value: unknown, lookUp: (index: number) => unknown): unknown {
  if (typeof value === 'string') return fillText(value, lookUp)
  if (Array.isArray(value)) return value.flatMap((item) => fillItem(item, lookUp))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key, fill(inner, lookUp)] as const)
      .filter(([, inner]) => !isEmpty(inner)),
  )
}

function fillText(text: string, lookUp: (index: number) => unknown): unknown {
  const whole = onlyMark(text)
  if (whole !== null) return lookUp(whole)
  return text.replace(markPattern, (_, index: string) => asText(lookUp(Number(index))))
}

/** A placeholder within a list adds all its items; text there is a list separated by commas or lines. */
function fillItem(item: unknown, lookUp: (index: number) => unknown): unknown[] {
  const filled = fill(item, lookUp)
  if (Array.isArray(filled)) return filled
  if (typeof filled !== 'string' || typeof item !== 'string' || onlyMark(item) === null) {
    return isEmpty(filled) ? [] : [filled]
  }
  return splitList(filled)
}

/** `a, b`, one item a line, or a Markdown list. */
export function splitList(text: string): string[] {
  const items = text
    .split(/[,;\n]/)
    .map((item) => item.replace(/^\s*(?:[-*+•]\s+|\d+[.)]\s+|#(?=\S))/, '').trim())
    .map((item) => unquote(item.replace(/[.]$/, '')).replace(/[.]$/, ''))
  return [...new Set(items.filter((item) => item !== ''))]
}

/** Without the quotes and marks of emphasis that stand around all of it. */
function unquote(item: string): string {
  let around = 0
  while (around < item.length - 1 - around && isQuote(item[around]) && item[around] === item.at(-1 - around))
    around++
  return around === 0 ? item : item.slice(around, -around)
}

const isQuote = (character: string | undefined): boolean =>
  character !== undefined && `"'\`*_`.includes(character)

function dataOf(value: Value | undefined): unknown {
  if (value === undefined) return null
  switch (value.kind) {
    case 'list':
      return value.items.map((item) => item.toWellFormed())
    case 'map':
      return Object.fromEntries(
        Object.entries(value.entries).map(([key, text]) => [key.toWellFormed(), text.toWellFormed()]),
      )
    case 'outline':
      return value.parts
        .map(({ body }) => body)
        .join('\n\n')
        .toWellFormed()
    default:
      return value.text.toWellFormed()
  }
}

function asText(value: unknown): string {
  if (Array.isArray(value)) return value.join(', ')
  return value === null || typeof value === 'object' ? '' : String(value)
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true
  if (typeof value === 'string') return value.trim() === ''
  return typeof value === 'object' && Object.keys(value).length === 0
}
