import { maxTexChars } from '../formula/is-tex.ts'
import { writeTex } from '../formula/write-tex.ts'
import type { Block, Inline, List, Table } from '../markdown-tree.ts'
import { type InlinePlace, writeInlines } from './write-inlines.ts'

const inParagraph: InlinePlace = { inTable: false, inLink: false, lineBreak: '  \n' }
const inHeading: InlinePlace = { ...inParagraph, lineBreak: ' ' }
const inCell: InlinePlace = { inTable: true, inLink: false, lineBreak: '<br>' }

/** Markdown of blocks. Each line is written once, with the marks of all that it stands in. */
export function writeMarkdown(blocks: readonly Block[]): string {
  const page: Page = { lines: [], prefix: '', lead: null }
  writeBlocks(blocks, page)
  return page.lines.join('\n')
}

interface Page {
  lines: string[]
  /** Marks of the quotes and indentation of the lists around. */
  prefix: string
  /** Instead of it on the next line: the mark of an item begins there. */
  lead: string | null
}

function writeLine(text: string, page: Page): void {
  const line = (page.lead ?? page.prefix) + text
  page.lines.push(text === '' ? line.trimEnd() : line)
  page.lead = null
}

function writeBlocks(blocks: readonly Block[], page: Page, isTight = false): void {
  let second = false
  for (const [index, block] of blocks.entries()) {
    const before = blocks[index - 1]
    // Only a list from 1 may follow a line of text directly.
    const follows =
      isTight &&
      block.type === 'list' &&
      (block.start ?? 1) === 1 &&
      block.items[0]?.children[0]?.type !== 'list'
    if (before !== undefined && !follows) writeLine('', page)
    second = block.type === 'list' && isSameKind(before, block) && !second
    writeBlock(block, page, second)
  }
}

/** With the marks of the list above, a list would be one with it. */
const isSameKind = (before: Block | undefined, list: List): boolean =>
  before?.type === 'list' && (before.start === null) === (list.start === null)

function writeBlock(block: Block, page: Page, secondMarks: boolean): void {
  switch (block.type) {
    case 'paragraph':
      for (const line of writeInlines(block.children, inParagraph).split('\n')) writeLine(line, page)
      return
    case 'heading':
      writeLine(`${'#'.repeat(block.depth)} ${writeInlines(block.children, inHeading, ' ')}`, page)
      return
    case 'thematicBreak':
      writeLine('* * *', page)
      return
    case 'code':
      writeCode(block.value, block.lang ?? '', page)
      return
    case 'math':
      writeMath(block.value, page)
      return
    case 'blockquote':
      within('> ', '> ', page, () => writeBlocks(block.children, page))
      return
    case 'list':
      writeList(block, page, secondMarks)
      return
    case 'table':
      writeTable(block, page)
  }
}

/** Writes what stands in a quote or an item: `first` on its first line, `rest` on the others. */
function within(first: string, rest: string, page: Page, write: () => void): void {
  const { prefix } = page
  page.lead = (page.lead ?? prefix) + first
  page.prefix = prefix + rest
  write()
  page.prefix = prefix
  page.lead = null
}

function writeCode(value: string, lang: string, page: Page): void {
  const longest = value.match(/`{3,}/g)?.reduce((most, run) => Math.max(most, run.length), 0) ?? 0
  const fence = '`'.repeat(Math.max(3, longest + 1))
  writeLine(fence + lang, page)
  for (const line of value.split('\n')) writeLine(line, page)
  writeLine(fence, page)
}

function writeMath(value: string, page: Page): void {
  const tex = writeTex(value)
  // GitHub renders this form too; others show the source.
  if (tex.length > maxTexChars) writeCode(value.trim(), 'math', page)
  else writeLine(`$$${tex}$$`, page)
}

function writeList(list: List, page: Page, secondMarks: boolean): void {
  const isLoose = list.items.some(({ children }) => children.filter(({ type }) => type !== 'list').length > 1)
  for (const [index, item] of list.items.entries()) {
    if (index > 0 && isLoose) writeLine('', page)
    const mark =
      list.start === null ? `${secondMarks ? '*' : '-'} ` : `${list.start + index}${secondMarks ? ')' : '.'} `
    const box = item.checked === null ? '' : item.checked ? '[x] ' : '[ ] '
    within(mark + box, ' '.repeat(mark.length), page, () => {
      if (item.children.length === 0) writeLine('', page)
      else writeBlocks(item.children, page, !isLoose)
    })
  }
}

function writeTable({ rows }: Table, page: Page): void {
  for (const [index, row] of rows.entries()) {
    const cells = row.map((cell) => writeCell(cell))
    writeLine(`| ${cells.join(' | ')} |`, page)
    if (index === 0) writeLine(`|${' --- |'.repeat(row.length)}`, page)
  }
}

// A cell is within a line: nothing begins a block there.
const writeCell = (cell: readonly Inline[]): string => writeInlines(cell, inCell, ' ', ' ')
