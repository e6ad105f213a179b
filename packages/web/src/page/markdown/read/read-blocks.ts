import { isElement, type PageElement, type PageNode } from '../../tree/bounded-page.ts'
import { readFormula } from '../formula/read-formula.ts'
import type { Block, Inline, ListItem } from '../markdown-tree.ts'
import { blockElements, silentElements } from './block-elements.ts'
import { readCode } from './read-code.ts'
import { hasContent, type InlineScope, keepsLines, readInline, readInlines } from './read-inlines.ts'
import { readTable } from './read-table.ts'
import { readTarget } from './read-target.ts'
import { tidyInlines } from './tidy-inlines.ts'

export interface BlockScope extends InlineScope {
  /** Inline elements with a block in them. */
  around: ReadonlySet<PageNode>
}

/** Blocks of nodes and of all below them, as a browser divides them. */
export function readBlocks(nodes: readonly PageNode[], scope: BlockScope): Block[] {
  const out: Block[] = []
  let run: Inline[] = []
  const endRun = (): void => {
    if (run.length > 0) paragraphsOf(run, out)
    run = []
  }
  for (const node of nodes) {
    if (isElement(node) && (blockElements.has(node.name) || scope.around.has(node))) {
      endRun()
      readBlock(node, scope, out)
    } else readInline(node, scope, run)
  }
  endRun()
  return out
}

/** Two line breaks divide paragraphs, and a displayed formula stands by itself. */
function paragraphsOf(run: readonly Inline[], out: Block[]): void {
  const nodes = tidyInlines(run)
  let part: Inline[] = []
  const end = (): void => {
    const children = tidyInlines(part)
    if (hasContent(children) || children.some(({ type }) => type === 'box'))
      out.push({ type: 'paragraph', children })
    part = []
  }
  for (const [index, node] of nodes.entries()) {
    if (node.type === 'inlineMath' && node.display) {
      end()
      out.push({ type: 'math', value: node.value })
    } else if (node.type === 'break' && nodes[index + 1]?.type === 'break') end()
    else part.push(node)
  }
  end()
}

function readBlock(element: PageElement, outer: BlockScope, out: Block[]): void {
  const scope = keepsLines(element, outer)
  const { name, children } = element
  const formula = readFormula(element)
  if (formula !== null) {
    if (formula !== 'skip') out.push({ type: 'math', value: formula.tex })
    return
  }
  switch (name) {
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6': {
      const title = titleOf(children, scope)
      if (hasContent(title)) out.push({ type: 'heading', depth: Number(name[1]), children: title })
      return
    }
    case 'hr':
      out.push({ type: 'thematicBreak' })
      return
    case 'ul':
    case 'menu':
    case 'dir':
      readList(children, null, scope, out)
      return
    case 'ol':
      readList(children, firstNumber(element), scope, out)
      return
    case 'li':
      readList([element], null, scope, out)
      return
    case 'dl':
      readDefinitions(element, scope, out)
      return
    case 'blockquote': {
      const quoted = readBlocks(children, scope)
      if (quoted.length > 0) out.push({ type: 'blockquote', children: quoted })
      return
    }
    case 'summary': {
      // The title of what opens; some have a heading in it.
      const blocks = scope.around.has(element) ? readBlocks(children, scope) : []
      if (blocks.some(({ type }) => type === 'heading')) out.push(...blocks)
      else pushTitle(titleOf(children, scope), out)
      return
    }
    case 'table':
      if (!pushCode(element, out)) pushTable(element, scope, out)
      return
    case 'pre':
    case 'div':
      if (!pushCode(element, out)) out.push(...readBlocks(children, scope))
      return
    case 'a':
      readLinkedBlocks(element, scope, out)
      return
    case 'b':
    case 'strong':
      readMarkedBlocks(element, 'strong', scope, out)
      return
    case 'i':
    case 'em':
      readMarkedBlocks(element, 'emphasis', scope, out)
      return
    case 'del':
    case 's':
      readMarkedBlocks(element, 'delete', scope, out)
      return
  }
  if (silentElements.has(name)) return
  out.push(...readBlocks(children, scope))
}

function pushCode(element: PageElement, out: Block[]): boolean {
  const code = readCode(element)
  if (code !== null && code.value !== '') out.push({ type: 'code', ...code })
  return code !== null
}

function pushTable(element: PageElement, scope: BlockScope, out: Block[]): void {
  const read = readTable(element, scope)
  if (read.caption !== null) out.push(...readBlocks(read.caption.children, scope))
  if (read.kind === 'layout') {
    for (const cell of read.cells) out.push(...readBlocks(cell.children, keepsLines(cell, scope)))
    // Of a broken table, what it has
    if (read.cells.length === 0)
      out.push(
        ...readBlocks(
          element.children.filter((node) => node !== read.caption),
          scope,
        ),
      )
    return
  }
  for (const title of read.titles) pushTitle(title, out)
  if (read.table.rows.length > 0) out.push(read.table)
}

function pushTitle(children: Inline[], out: Block[]): void {
  if (hasContent(children))
    out.push({ type: 'paragraph', children: [{ type: 'strong', children: withoutStrong(children) }] })
}

const withoutStrong = (nodes: readonly Inline[]): Inline[] =>
  nodes.flatMap((node) => (node.type === 'strong' ? node.children : [node]))

/** One line; without the sign that links a heading to itself. */
function titleOf(nodes: readonly PageNode[], scope: BlockScope): Inline[] {
  const kept = nodes.filter((node) => !(isElement(node) && isAnchorSign(node)))
  return tidyInlines(readInlines(kept, { ...scope, between: 'space', buttons: true, keepLines: false }))
}

function isAnchorSign(element: PageElement): boolean {
  if (element.name !== 'a') return false
  const text = element.children.map((child) => (child.type === 'text' ? child.data.trim() : '?')).join('')
  return /^[#¶§🔗]?$/u.test(text) && (element.attribs.href ?? '').includes('#')
}

function readMarkedBlocks(
  element: PageElement,
  type: 'strong' | 'emphasis' | 'delete',
  scope: BlockScope,
  out: Block[],
): void {
  for (const block of readBlocks(element.children, scope)) {
    if (block.type !== 'paragraph') out.push(block)
    else out.push({ type: 'paragraph', children: tidyInlines([{ type, children: block.children }]) })
  }
}

/** A card that is one link: its heading leads there, or else its first paragraph. */
function readLinkedBlocks(anchor: PageElement, scope: BlockScope, out: Block[]): void {
  const blocks = readBlocks(anchor.children, scope)
  const url = readTarget(anchor.attribs.href, scope.url)
  const titled = blocks.find(
    (block) => block.type === 'heading' && hasContent(block.children) && !hasLink(block.children),
  )
  const chosen =
    titled ??
    blocks.find(
      (block) => block.type === 'paragraph' && !hasLink(block.children) && hasText(block.children),
    ) ??
    blocks.find((block) => block.type === 'paragraph' && !hasLink(block.children))
  if (url !== null && chosen !== undefined && 'children' in chosen && chosen.type !== 'blockquote')
    chosen.children = [{ type: 'link', url, children: chosen.children }]
  out.push(...blocks)
}

const hasLink = (nodes: readonly Inline[]): boolean =>
  nodes.some((node) => node.type === 'link' || ('children' in node && hasLink(node.children)))

const hasText = (nodes: readonly Inline[]): boolean =>
  nodes.some(
    (node) =>
      (node.type === 'text' && node.value.trim() !== '') || ('children' in node && hasText(node.children)),
  )

function firstNumber(list: PageElement): number {
  const start = Number.parseInt(list.attribs.start ?? '1', 10)
  return Number.isInteger(start) && start >= 0 && start < 100_000_000 ? start : 1
}

function readList(nodes: readonly PageNode[], start: number | null, scope: BlockScope, out: Block[]): void {
  const items: ListItem[] = []
  let stray: PageNode[] = []
  const endStray = (): void => {
    const blocks = readBlocks(stray, scope)
    stray = []
    // A list directly in a list belongs to the item above.
    const last = items.at(-1)
    if (blocks.length === 0) return
    if (last !== undefined) last.children.push(...blocks)
    else items.push({ checked: null, children: blocks })
  }
  for (const node of nodes) {
    if (!isElement(node) || node.name !== 'li') {
      stray.push(node)
      continue
    }
    endStray()
    const children = readBlocks(node.children, keepsLines(node, scope))
    const checked = takeBox(children)
    if (children.length > 0) items.push({ checked, children })
  }
  endStray()
  if (items.length > 0) out.push({ type: 'list', start, items })
}

/** The box that an item begins with makes it a task. */
function takeBox(children: Block[]): boolean | null {
  const [first] = children
  if (first?.type !== 'paragraph') return null
  const [box] = first.children
  if (box?.type !== 'box') return null
  first.children = tidyInlines(first.children.slice(1))
  if (first.children.length === 0) children.shift()
  // A task has text.
  return children[0]?.type === 'paragraph' ? box.checked : null
}

/** A term and what it means are an item: `**Term:** meaning`. */
function readDefinitions(list: PageElement, scope: BlockScope, out: Block[]): void {
  const items: ListItem[] = []
  let terms: Inline[] = []
  const endTerms = (): void => {
    if (terms.length > 0)
      items.push({ checked: null, children: [{ type: 'paragraph', children: [strongTerm(terms, false)] }] })
    terms = []
  }
  const visit = (nodes: readonly PageNode[]): void => {
    for (const node of nodes) {
      if (!isElement(node)) continue
      if (node.name === 'dt') {
        const term = titleOf(node.children, scope)
        if (hasContent(term))
          terms.push(
            ...(terms.length > 0 ? [{ type: 'text' as const, value: ', ' }] : []),
            ...withoutStrong(term),
          )
      } else if (node.name === 'dd') {
        const meaning = readBlocks(node.children, keepsLines(node, scope))
        const [first, ...rest] = meaning
        const last = items.at(-1)
        if (terms.length === 0 && last !== undefined) last.children.push(...meaning)
        else if (first?.type === 'paragraph') {
          const lead: Inline[] =
            terms.length > 0 ? [strongTerm(terms, true), { type: 'text', value: ' ' }] : []
          items.push({
            checked: null,
            children: [{ type: 'paragraph', children: [...lead, ...first.children] }, ...rest],
          })
          terms = []
        } else {
          endTerms()
          const item = items.at(-1)
          if (item !== undefined) item.children.push(...meaning)
          else if (meaning.length > 0) items.push({ checked: null, children: meaning })
        }
      } else if (/^(?:div|dl|span|li)$/.test(node.name)) visit(node.children)
      else {
        const blocks = readBlocks([node], scope)
        if (blocks.length > 0) items.push({ checked: null, children: blocks })
      }
    }
  }
  visit(list.children)
  endTerms()
  if (items.length > 0) out.push({ type: 'list', start: null, items })
}

function strongTerm(term: Inline[], colon: boolean): Inline {
  const last = term.at(-1)
  const ended = last?.type === 'text' && /[:：?!]$/.test(last.value)
  return { type: 'strong', children: colon && !ended ? [...term, { type: 'text', value: ':' }] : term }
}
