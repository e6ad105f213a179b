import { isElement, type PageElement, type PageNode } from '../tree/bounded-page.ts'
import { textWithin } from '../tree/text-within.ts'
import { cellPart } from './cell-part.ts'
import { closest, descendants, elementsIn, headingLevel, parentOf } from './elements.ts'
import { factsAround } from './facts-around.ts'
import type { Part } from './part.ts'
import { sectionOf } from './talk-around.ts'

const headings: ReadonlySet<string> = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'])

/** What of a URL's fragment can be the id of an element: not a route of a script, not a text to highlight. */
export function namedFragment(fragment: string | null | undefined): string | null {
  const [stated = ''] = (fragment ?? '').replace(/^#/, '').split(':~:')
  const name = decoded(stated).trim()
  return name === '' || name.length > 300 || /^[/!?]|^top$/i.test(name) ? null : name
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** HTML standard, "find a potential indicated element": by `id`, else `<a name>`. */
export function elementOfFragment(body: PageElement, name: string): PageElement | null {
  let named: PageElement | null = null
  for (const element of descendants(body)) {
    if (element.attribs.id === name) return element
    if (element.name === 'a' && element.attribs.name === name) named ??= element
  }
  return named
}

/** The part that an element with an id begins or is; null when it is a place in the text, or the whole page. */
export function partOfElement(target: PageElement, body: PageElement): Part | null {
  const heading = headingAt(target)
  const part = heading === null ? blockPart(target, body) : headingPart(heading, body)
  if (part === null) return null
  const chars = part.nodes.reduce((sum, node) => sum + lengthOf(node), 0)
  return chars === 0 || chars > lengthOf(body) * 0.8 ? null : part
}

const lengthOf = (node: PageNode): number => (textWithin(node, 400_000) ?? 'x'.repeat(400_000)).length

/** The heading that an anchor is in, is, or stands in front of. */
function headingAt(target: PageElement): PageElement | null {
  const around = closest(target, headings)
  if (around !== null) return around
  if (textWithin(target, 1) !== '') return null
  for (let next = target.next as PageNode | null; next; next = next.next as PageNode | null) {
    if (next.type === 'text' && next.data.trim() === '') continue
    if (!isElement(next)) return null
    if (headingLevel(next) !== null) return next
    if (textWithin(next, 1) === '') continue
    return null
  }
  return null
}

function headingPart(heading: PageElement, body: PageElement): Part {
  const level = headingLevel(heading) ?? 6
  let block: PageElement = heading
  let nodes = sectionOf(heading, level)
  // A head of its own, as in `<div class="head"><h3>…</h3></div><p>…</p>`: the block that has no other such heading.
  for (
    let parent = parentOf(heading);
    parent && parent !== body && parent.name !== 'main';
    parent = parentOf(parent)
  ) {
    if (hasOtherHeading(parent, heading, level)) break
    block = parent
    nodes = [parent]
  }
  return { nodes, title: heading, facts: factsAround(block, body, nodes) }
}

function hasOtherHeading(parent: PageElement, heading: PageElement, level: number): boolean {
  for (const element of descendants(parent))
    if (element !== heading && (headingLevel(element) ?? 7) <= level) return true
  return false
}

function blockPart(target: PageElement, body: PageElement): Part | null {
  const cell = closest(target, new Set(['td', 'th']))
  if (cell) {
    const part = cellPart(cell, titleIn(cell) ?? cell)
    if (part) return part
  }
  if (target.name === 'tr') {
    const cells = elementsIn(target)
    const own = cells.find((each) => titleIn(each) !== null) ?? cells[1]
    const part = own ? cellPart(own, titleIn(own) ?? own) : null
    if (part) return part
  }
  const block = textWithin(target, 40) === null || isBlock(target) ? target : parentOf(target)
  if (block === null || block === body || block.name === 'main') return null
  const nodes = block.name === 'dt' ? [block, ...descriptions(block)] : [block]
  return { nodes, title: titleIn(block), facts: factsAround(block, body, nodes) }
}

function descriptions(term: PageElement): PageNode[] {
  const nodes: PageNode[] = []
  for (let next = term.next as PageNode | null; next; next = next.next as PageNode | null) {
    if (isElement(next) && next.name === 'dt') break
    nodes.push(next)
  }
  return nodes
}

const isBlock = ({ name }: PageElement): boolean =>
  /^(?:article|section|div|li|tr|dt|dd|details|fieldset|table|blockquote|p)$/.test(name)

/** The first heading of a block, else what else can name it. */
function titleIn(block: PageElement): PageElement | null {
  let other: PageElement | null = null
  for (const element of descendants(block, 300)) {
    if (headingLevel(element) !== null) return element
    if (
      /(?:^|[-_\s])title(?:$|[-_\s])/i.test(element.attribs.class ?? '') ||
      /^(?:strong|b|summary|a)$/.test(element.name)
    )
      other ??= textWithin(element, 300) ? element : null
  }
  return other
}
