import { maxTexChars } from '../formula/is-tex.ts'
import { texInCell, writeTex } from '../formula/write-tex.ts'
import type { Inline } from '../markdown-tree.ts'
import { escapeText } from './escape-text.ts'

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
  for (const [index, node] of nodes.entries()) {
    const next = nodes[index + 1]
    const part = write(node, place, previous, next === undefined ? after : firstSign(next), next)
    if (part === '') continue
    parts.push(part)
    previous = part.at(-1) ?? ''
  }
  return parts.join('')
}

function write(
  node: Inline,
  place: InlinePlace,
  before: string,
  after: string,
  next: Inline | undefined,
): string {
  switch (node.type) {
    case 'text': {
      const isEdge = (sign: string): boolean => sign === '' || sign === '\n'
      const text = escapeText(node.value, {
        inTable: place.inTable,
        inLink: place.inLink,
        startsLine: isEdge(before),
        endsLine: isEdge(after),
      })
      // `!` before a link makes a picture of it.
      return next?.type === 'link' && text.endsWith('!') ? `${text.slice(0, -1)}\\!` : text
    }
    case 'strong':
      return emphasis(node.children, '**', place, before, after)
    case 'delete':
      return emphasis(node.children, '~~', place, before, after)
    case 'emphasis': {
      const inWord = isWord(before) || isWord(after)
      return emphasis(node.children, inWord ? '*' : '_', place, before, after)
    }
    case 'inlineCode':
      return code(node.value, place)
    case 'inlineMath':
      return math(node.value, place)
    case 'link':
      return link(node.url, node.children, place, before, after)
    case 'image': {
      const alt = escapeText(node.alt, { ...place, inLink: true, startsLine: false, endsLine: false })
      return `![${alt}](${address(node.url, place.inTable)})`
    }
    case 'break':
      return place.lineBreak
    case 'box':
      return ''
  }
}

/**
 * Emphasis that every reader of CommonMark sees as such (https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run):
 * where its marks would be text, it has none.
 */
function emphasis(
  children: readonly Inline[],
  mark: string,
  place: InlinePlace,
  before: string,
  after: string,
): string {
  const sign = mark[0] ?? ''
  const [head] = children
  const tail = children.at(-1)
  const first = head === undefined ? '' : firstSign(head)
  const last = tail === undefined ? '' : lastSign(tail)
  const isAlone = before !== sign && after !== sign && first !== sign && last !== sign
  const opens = !isSpace(first) && (!isPunctuation(first) || isSpace(before) || isPunctuation(before))
  const closes = !isSpace(last) && (!isPunctuation(last) || isSpace(after) || isPunctuation(after))
  if (isAlone && opens && closes) return mark + writeInlines(children, place, sign, sign) + mark
  return apart(children, mark, place, before, after)
}

/** `**Note:**text`: the colon stands behind the marks, or nothing is marked. */
function apart(
  children: readonly Inline[],
  mark: string,
  place: InlinePlace,
  before: string,
  after: string,
): string {
  const [only] = children
  if (children.length === 1 && only?.type === 'text') {
    const signs = [...only.value]
    const from = signs.findIndex(isWord)
    const to = signs.findLastIndex(isWord) + 1
    if (from !== -1 && (from > 0 || to < signs.length)) {
      const text = (begin: number, end?: number): Inline[] => [
        { type: 'text', value: signs.slice(begin, end).join('') },
      ]
      const head = from === 0 ? '' : writeInlines(text(0, from), place, before, mark)
      const body = emphasis(text(from, to), mark, place, head.at(-1) ?? before, signs[to] ?? after)
      return head + body + (to === signs.length ? '' : writeInlines(text(to), place, mark, after))
    }
  }
  return writeInlines(children, place, before, after)
}

function code(value: string, { inTable }: InlinePlace): string {
  const runs = value.match(/`+/g)?.map((run) => run.length) ?? []
  let length = 1
  while (runs.includes(length)) length += 1
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
  const quoted = url
    .replace(/[\s<>\\`"]/g, percent)
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(inTable ? /\|/g : /(?!)/, percent)
  return isBalanced(quoted) ? quoted : quoted.replace(/[()]/g, percent)
}

const percent = (sign: string): string =>
  encodeURIComponent(sign).replace(/[()]/g, (round) => (round === '(' ? '%28' : '%29'))

function isBalanced(url: string): boolean {
  let depth = 0
  for (const sign of url) {
    if (sign === '(') depth += 1
    else if (sign === ')' && --depth < 0) return false
  }
  return depth === 0
}

/** What the Markdown of a node begins with: a mark, or the first character of the text. */
const firstSign = (node: Inline): string =>
  node.type === 'text' ? firstCharacter(node.value) : (marks[node.type][0] ?? '')

const lastSign = (node: Inline): string =>
  node.type === 'text' ? lastCharacter(node.value) : (marks[node.type][1] ?? '')

const marks: Record<Exclude<Inline['type'], 'text'>, readonly [first: string, last: string]> = {
  strong: ['*', '*'],
  emphasis: ['_', '_'],
  delete: ['~', '~'],
  inlineCode: ['`', '`'],
  inlineMath: ['$', '$'],
  link: ['[', ')'],
  image: ['!', ')'],
  break: ['\n', '\n'],
  box: ['', ''],
}

const firstCharacter = (text: string): string =>
  String.fromCodePoint(...[text.codePointAt(0)].filter((code) => code !== undefined))

const lastCharacter = (text: string): string => [...text.slice(-2)].at(-1) ?? ''

const isSpace = (sign: string): boolean => sign === '' || /^\s/.test(sign)
const isWord = (sign: string): boolean => /^[\p{L}\p{N}]/u.test(sign)
/** Unicode punctuation and symbols, as CommonMark 0.31 has it. */
const isPunctuation = (sign: string): boolean => /^[\p{P}\p{S}]/u.test(sign)
