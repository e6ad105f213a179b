import { linesOfBlocks } from '@async-events/media/page-block'
import { isPageCounter } from '@async-events/media/page-counter'
import type { Block } from '../../pdf/contract.ts'
import { escapeMarkdown, oneLine, plainLines } from '../markdown/escape-markdown.ts'
import type { Slide } from '../slides/slide.ts'
import { joinLines } from './join-lines.ts'
import { bullet, slideLines } from './slide-lines.ts'

/** Longer texts are read in the picture. */
const most = { blocks: 60, chars: 3_000 }
const number = /^\s*\(?(\d{1,3})[.)]\s+/u

type Text = Pick<Slide, 'text' | 'title' | 'blocks'>

/**
 * The text of a slide as Markdown: points as a list, code fenced, tables as tables; without its title, which is shown
 * elsewhere. The last is an ellipsis where parts are left out.
 */
export function slideMarkdown({ text, title, blocks }: Text): string {
  if (blocks === undefined)
    return slideLines(text, title)
      .map((line) => `- ${escapeMarkdown(line)}`)
      .join('\n')
  const { kept, left } = contentOf(blocks, title)
  const parts: string[] = []
  /** Levels and widths of the markers of the points that the next one may stand under. */
  let markers: { level: number; width: number }[] = []
  for (const block of kept) {
    if (!isPoint(block)) {
      const part = block.rows ? table(block.rows) : fence(block.lines)
      if (part !== '') parts.push(parts.length > 0 ? `\n${part}` : part)
      markers = []
      continue
    }
    const line = point(block)
    if (line === '') continue
    // A list has no step that skips a level
    const above = markers.filter(({ level }) => level < block.level)
    const indent = ' '.repeat(above.reduce((sum, { width }) => sum + width, 0))
    parts.push(`${markers.length === 0 && parts.length > 0 ? '\n' : ''}${indent}${line}`)
    markers = [...above, { level: block.level, width: line.indexOf(' ') + 1 }]
  }
  return [...parts, ...(left ? [`${markers.length > 0 || parts.length === 0 ? '' : '\n'}- …`] : [])].join(
    '\n',
  )
}

/** The same as plain lines, for programs that read them: a point a line. */
export function slidePlainLines({ text, title, blocks }: Text): string[] {
  if (blocks === undefined) return slideLines(text, title)
  const { kept, left } = contentOf(blocks, title)
  const lines = kept.flatMap((block) => (isPoint(block) ? [words(block)] : linesOfBlocks([block])))
  return [...lines.filter((line) => oneLine(line) !== ''), ...(left ? ['…'] : [])]
}

function contentOf(blocks: readonly Block[], title: string | null): { kept: Block[]; left: boolean } {
  const content = withoutTitle(blocks, title).filter((block) => block.rows || !isPageNumber(block))
  const kept: Block[] = []
  let chars = 0
  for (const block of content) {
    chars += linesOfBlocks([block]).join(' ').length
    if (kept.length >= most.blocks || (chars > most.chars && kept.length > 0)) return { kept, left: true }
    kept.push(block)
  }
  return { kept, left: false }
}

const isPoint = ({ kind }: Block): boolean => kind === 'text' || kind === 'item'

/** In the corner of a page; a number elsewhere says something. */
const isPageNumber = ({ lines, place }: Block): boolean =>
  lines.length === 1 && isPageCounter(lines[0] ?? '') && (place.top > 0.85 || place.bottom < 0.12)

/** Without the first blocks that are the title. */
function withoutTitle(blocks: readonly Block[], title: string | null): readonly Block[] {
  const wanted = letters(title ?? '')
  if (wanted === '') return blocks
  for (const [from] of blocks.slice(0, 6).entries()) {
    let text = ''
    for (const [at, block] of blocks.slice(from, from + 4).entries()) {
      text += letters(block.lines.join(' '))
      if (text === wanted) return blocks.toSpliced(from, at + 1)
    }
  }
  return blocks
}

const words = ({ lines }: Block): string =>
  oneLine(lines.reduce(joinLines, '').trimStart()).replace(bullet, '')

function point(block: Block): string {
  const text = words(block)
  const [marker, count] = number.exec(text) ?? []
  const own = marker === undefined ? text : text.slice(marker.length)
  if (own === '') return ''
  return block.kind === 'item' && count !== undefined
    ? `${Number(count)}. ${escapeMarkdown(own)}`
    : `- ${escapeMarkdown(text)}`
}

/** Longer than any run of backticks within. */
function fence(lines: readonly string[]): string {
  const text = lines.flatMap((line) => plainLines(line).split('\n')).join('\n')
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const marks = '`'.repeat(Math.max(3, longest + 1))
  return text.trim() === '' ? '' : `${marks}\n${text}\n${marks}`
}

/** A table of GitHub's Markdown; its first row is the head. */
function table(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(...rows.map((row) => row.length))
  const row = (cells: readonly string[]): string =>
    `| ${Array.from({ length: columns }, (_, at) => escapeMarkdown(cells[at] ?? '')).join(' | ')} |`
  const [head = [], ...body] = rows
  return [row(head), `|${' --- |'.repeat(columns)}`, ...body.map(row)].join('\n')
}

const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
