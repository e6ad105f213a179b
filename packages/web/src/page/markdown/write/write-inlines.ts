import { maxTexChars } from '../formula/is-tex.ts'
import { texInCell, writeTex } from '../formula/write-tex.ts'
import type { Inline } from '../markdown-tree.ts'
import { escapeText } from './escape-text.ts'
import { firstSign, type Settled, settleEmphasis } from './settle-emphasis.ts'

export interface InlinePlace {
  inTable: boolean
  inLink: boolean
  /** What a line break becomes. */
  lineBreak: string
}

/** The line, or the lines, of a paragraph. `before` and `after` are the characters around it, '' at the edge of a line. */
export function writeInlines(nodes: readonly Inline[], place: InlinePlace, before = '', after = ''): string {
  // Parts, not one growing text: to look at the end of it would copy all of it each time.
  const parts: string[] = []
  let previous = before
  const settled = settleEmphasis(nodes, before, after)
  for (const [index, node] of settled.entries()) {
    const next = settled[index + 1]
    const part = write(node, place, previous, next === undefined ? after : firstSign(next), next)
    if (part === '') continue
    parts.push(part)
    previous = part.at(-1) ?? ''
  }
  return parts.join('')
}

function write(
  node: Settled,
  place: InlinePlace,
  before: string,
  after: string,
  next: Settled | undefined,
): string {
  switch (node.type) {
    case 'text': {
      const text = escapeText(node.value, {
        inTable: place.inTable,
        inLink: place.inLink,
        startsLine: before === '' || before === '\n',
        endsLine: after === '' || after === '\n',
        joins: after !== '' && !/^\s/.test(after),
      })
      // `!` before a link makes a picture of it.
      return next?.type === 'link' && text.endsWith('!') ? `${text.slice(0, -1)}\\!` : text
    }
    case 'marked':
      return node.mark + writeInlines(node.children, place, node.mark[0], node.mark[0]) + node.mark
    case 'inlineCode':
      return code(node.value, place)
    case 'inlineMath':
      return math(node.value, place)
    case 'link':
      return link(node.url, node.children, place, before, after)
    case 'image': {
      const alt = escapeText(node.alt, {
        inTable: place.inTable,
        inLink: true,
        startsLine: false,
        endsLine: false,
        joins: true,
      })
      return `![${alt}](${address(node.url, place.inTable)})`
    }
    case 'break':
      return place.lineBreak
    case 'box':
      return ''
  }
}

function code(value: string, { inTable }: InlinePlace): string {
  // In a cell nothing can say this in code.
  if (inTable && value.includes('\\|'))
    return escapeText(value, { inTable, inLink: true, startsLine: false, endsLine: false, joins: true })
  const runs = new Set(value.match(/`+/g)?.map((run) => run.length))
  let length = 1
  while (runs.has(length)) length += 1
  const ticks = '`'.repeat(length)
  const padded = /^`|`$/.test(value) || (/^ .* $/.test(value) && value.trim() !== '') ? ` ${value} ` : value
  return ticks + (inTable ? padded.replace(/\|/g, '\\|') : padded) + ticks
}

function math(value: string, place: InlinePlace): string {
  const tex = writeTex(value)
  if (tex === '') return ''
  if (tex.length > maxTexChars) return code(tex, place)
  return `$${place.inTable ? texInCell(tex) : tex}$`
}

function link(
  url: string,
  children: readonly Inline[],
  place: InlinePlace,
  before: string,
  after: string,
): string {
  if (place.inLink) return writeInlines(children, place, before, after)
  const text = writeInlines(children, { ...place, inLink: true, lineBreak: ' ' }, '[', ']')
  return `[${text}](${address(url, place.inTable)})`
}

/** An address as it stands: what would end it is quoted, and so is what a reader would take for an entity. */
function address(url: string, inTable: boolean): string {
  const quoted = url.replace(/[\s<>\\`"]/g, percent).replace(/&(?=#?\w+;)/g, '&amp;')
  const whole = isBalanced(quoted) ? quoted : quoted.replace(/\(/g, '%28').replace(/\)/g, '%29')
  return inTable ? whole.replace(/\|/g, '%7C') : whole
}

const percent = (character: string): string => encodeURIComponent(character)

function isBalanced(url: string): boolean {
  let depth = 0
  for (const character of url) {
    if (character === '(') depth += 1
    else if (character === ')') depth -= 1
    if (depth < 0) return false
  }
  return depth === 0
}
