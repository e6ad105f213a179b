import type { CheerioAPI } from 'cheerio/slim'
import { bodyOf, isElement, type PageElement, type PageNode } from '../tree/bounded-page.ts'
import { createClassWords } from './class-words.ts'
import type { FlatElement, FlatLine, FlatPage } from './flat-element.ts'
import { markRelated } from './mark-related.ts'
import { markZones } from './page-zones.ts'

const inlineNames = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q rp rt ruby s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
)
const withoutText = new Set([
  'script',
  'style',
  'select',
  'textarea',
  'datalist',
  'template',
  'head',
  'title',
])
const headingName = /^h[1-6]$/

export function flattenPage($: CheerioAPI): FlatPage {
  const root = bodyOf($) ?? $.root()[0]
  const elements: FlatElement[] = []
  const lines: FlatLine[] = []
  const parts: string[] = []
  const classWords = createClassWords()
  let length = 0
  let textEnd = 0
  let space = false
  /** Where an element within a line ended: one that follows at once stands apart from it, by its style. */
  let closed = -1
  let line: { from: number; block: FlatElement; heading: FlatElement | null } | null = null
  let lineElements = 0
  /** Opened since the last text: their text begins with the next. */
  let fresh: FlatElement[] = []

  const closeLine = (): void => {
    space = false
    if (line === null) return
    lines.push({
      ...line,
      index: lines.length,
      to: textEnd,
      text: '',
      first: lineElements,
      last: elements.length,
    })
    parts.push('\n')
    length += 1
    line = null
    lineElements = elements.length
  }
  const append = (data: string, block: FlatElement, heading: FlatElement | null): void => {
    const text = (unseen.test(data) ? data.replace(unseenAll, '') : data).replace(/\s+/g, ' ')
    const core = text.trim()
    if (core === '') {
      space = true
      return
    }
    if (line === null) line = { from: length, block, heading }
    else if (space || text.startsWith(' ') || (closed === textEnd && fresh.length > 0 && heading === null)) {
      parts.push(' ')
      length += 1
    }
    for (const element of fresh) element.from = length
    fresh = []
    parts.push(core)
    length += core.length
    textEnd = length
    space = text.endsWith(' ')
  }

  const open: {
    element: FlatElement
    children: readonly PageNode[]
    next: number
    block: FlatElement
    heading: FlatElement | null
  }[] = []
  const enter = (
    node: PageElement,
    parent: FlatElement | null,
    block: FlatElement | null,
    heading: FlatElement | null,
  ): void => {
    const isBlock = !inlineNames.has(node.name)
    if (isBlock || node.name === 'br') closeLine()
    const element: FlatElement = {
      node,
      name: node.name,
      parent,
      index: elements.length,
      end: 0,
      from: -1,
      to: 0,
      words: classWords(node.attribs.class, node.attribs.id),
      block: isBlock,
      zone: null,
    }
    elements.push(element)
    fresh.push(element)
    open.push({
      element,
      children: withoutText.has(node.name) ? [] : node.children,
      next: 0,
      block: isBlock || block === null ? element : block,
      heading: headingName.test(node.name) ? element : heading,
    })
  }
  if (root && 'children' in root) {
    if (isElement(root)) enter(root, null, null, null)
    for (let top = open.at(-1); top; top = open.at(-1)) {
      const child = top.children[top.next]
      top.next += 1
      if (child === undefined) {
        const { element } = top
        if (element.block) closeLine()
        element.end = elements.length
        if (element.from < 0) {
          // Those that are left in the list are its ancestors.
          element.from = textEnd
          fresh.pop()
        }
        element.to = Math.max(element.from, textEnd)
        if (!element.block && element.to > element.from) closed = textEnd
        open.pop()
      } else if (child.type === 'text') append(child.data, top.block, top.heading)
      else if (isElement(child)) enter(child, top.element, top.block, top.heading)
    }
  }
  const text = parts.join('')
  for (const each of lines) each.text = text.slice(each.from, each.to)
  markZones(elements)
  markRelated(elements, lines)
  return { elements, lines, text }
}

/** Soft hyphens, zero-width characters and the private use area, where icon fonts have their pictures. */
const unseen = /[\u00ad\u200b-\u200d\u2060\ufeff\ue000-\uf8ff]/
const unseenAll = /[\u00ad\u200b-\u200d\u2060\ufeff\ue000-\uf8ff]+/g

/** One line of text, without breaks. */
export const textOf = (page: FlatPage, range: { from: number; to: number }): string =>
  page.text.slice(range.from, range.to).replaceAll('\n', ' ')

export const isInside = (element: FlatElement, other: FlatElement): boolean =>
  element.index >= other.index && element.index < other.end

/** Index of the first line that begins at an offset or after it. */
export function lineAt(page: FlatPage, offset: number): number {
  let low = 0
  let high = page.lines.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((page.lines[middle]?.from ?? 0) < offset) low = middle + 1
    else high = middle
  }
  return low
}
