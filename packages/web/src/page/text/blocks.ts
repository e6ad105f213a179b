import { isElement, type PageElement, type PageNode } from '../tree/bounded-page.ts'
import { textBelow } from '../tree/text-below.ts'

/** A container: an element that is not inline, with what stands below it. */
export interface Frame {
  element: PageElement
  parent: Frame | null
  depth: number
  /** Number of siblings of the same name and class, with this one. */
  twins: number
  chars: number
  linkChars: number
  blocks: number
  /** Characters in blocks of more than 80 characters. */
  longChars: number
  /** The nearest ancestor with more text than this one. */
  wider: Frame | null
  /** What it stands in: bits of `mark`. */
  marks: number
  /** Class and id, in lower case. */
  names: string
  /** How much the names speak for content; set by `featuresOf`. */
  nameScore: number
}

/** A run of inline content: a paragraph, a heading, a cell, a list item's own text. */
export interface Block {
  frame: Frame
  /** Its text nodes, without those of facts: none for a block that holds only facts. */
  nodes: PageNode[]
  text: string
  chars: number
  linkChars: number
}

/** What a block stands in, as bits of `Frame.marks`; inherited. */
export const mark = {
  nav: 1,
  header: 2,
  footer: 4,
  aside: 8,
  form: 16,
  hidden: 32,
  article: 64,
  main: 128,
  section: 256,
  list: 512,
  table: 1024,
  figure: 2048,
  button: 4096,
  blockLink: 8192,
  dialog: 16384,
  details: 32768,
  quote: 65536,
} as const

const inline = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q rp rt ruby s samp small span strike strong sub sup time tt u var wbr nobr picture source script'.split(
    ' ',
  ),
)
const skipped = new Set(
  'script style head title iframe select option textarea svg video audio map meta link template'.split(' '),
)

/** Read whole. */
const formulas = new Set(['math', 'mjx-container'])

const marksByName: Record<string, number> = {
  nav: mark.nav,
  header: mark.header,
  footer: mark.footer,
  aside: mark.aside,
  form: mark.form,
  article: mark.article,
  main: mark.main,
  section: mark.section,
  ul: mark.list,
  ol: mark.list,
  menu: mark.nav,
  dl: mark.list,
  table: mark.table,
  figure: mark.figure,
  button: mark.button,
  dialog: mark.dialog,
  details: mark.details,
  blockquote: mark.quote,
}
const marksByRole: Record<string, number> = {
  navigation: mark.nav,
  menu: mark.nav,
  menubar: mark.nav,
  banner: mark.header,
  contentinfo: mark.footer,
  complementary: mark.aside,
  search: mark.form,
  dialog: mark.dialog,
  alertdialog: mark.dialog,
  main: mark.main,
  article: mark.article,
  button: mark.button,
}

export interface PageBlocks {
  blocks: Block[]
  /** The outermost first. */
  frames: Frame[]
}

/** The blocks of a tree in document order, and their containers. `facts` are elements that only repeat facts. */
export function readBlocks(root: PageElement, facts: ReadonlySet<PageNode> = new Set()): PageBlocks {
  const blocks: Block[] = []
  const frames: Frame[] = []
  let nodes: PageNode[] = []
  let text = ''
  let linkChars = 0

  const flush = (frame: Frame): void => {
    if (text === '') return
    const line = text.replace(/\s+/g, ' ').trim()
    if (line !== '') {
      const block: Block = {
        frame,
        nodes,
        text: line,
        chars: line.length,
        linkChars: Math.min(linkChars, line.length),
      }
      blocks.push(block)
      frame.chars += block.chars
      frame.linkChars += block.linkChars
      frame.blocks += 1
      if (block.chars > 80) frame.longChars += block.chars
    }
    nodes = []
    text = ''
    linkChars = 0
  }

  const visit = (parent: PageElement, frame: Frame, inLink: boolean, inFact: boolean): void => {
    let alike: Map<string, Frame[]> | null = null
    for (const child of parent.children) {
      if (child.type === 'text') {
        const data = child.data
        if (data.trim() === '') {
          if (text !== '') text += ' '
          continue
        }
        if (!inFact && !facts.has(child)) nodes.push(child)
        text += data
        if (inLink) linkChars += data.trim().length
        continue
      }
      if (!isElement(child) || skipped.has(child.name)) continue
      const isFact = inFact || facts.has(child)
      const { name } = child
      if (formulas.has(name)) {
        if (!isFact) nodes.push(child)
        text += textBelow(child)
        continue
      }
      if (name === 'br') {
        if (text !== '') text += ' '
        continue
      }
      const isLink = inLink || name === 'a'
      if (inline.has(name) && !hasBlock(child)) {
        visit(child, frame, isLink, isFact)
        continue
      }
      flush(frame)
      const inner = newFrame(child, frame, isLink)
      frames.push(inner)
      alike ??= new Map()
      const key = `${name}.${child.attribs.class ?? ''}`
      const group = alike.get(key)
      if (group) group.push(inner)
      else alike.set(key, [inner])
      visit(child, inner, isLink, isFact)
      flush(inner)
      frame.chars += inner.chars
      frame.linkChars += inner.linkChars
      frame.blocks += inner.blocks
      frame.longChars += inner.longChars
    }
    if (alike) for (const same of alike.values()) for (const one of same) one.twins = same.length
  }
  const top = newFrame(root, null, false)
  frames.push(top)
  visit(root, top, false, false)
  flush(top)
  for (const frame of frames) {
    let wider = frame.parent
    while (wider && wider.chars === frame.chars) wider = wider.parent
    frame.wider = wider
  }
  return { blocks, frames }
}

function newFrame(element: PageElement, parent: Frame | null, inLink: boolean): Frame {
  const { attribs } = element
  let marks = parent?.marks ?? 0
  marks |= marksByName[element.name] ?? 0
  if (attribs.role !== undefined) marks |= marksByRole[attribs.role] ?? 0
  if (inLink) marks |= mark.blockLink
  if (
    'hidden' in attribs ||
    attribs['aria-hidden'] === 'true' ||
    (attribs.style !== undefined && /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attribs.style))
  )
    marks |= mark.hidden
  return {
    element,
    parent,
    depth: (parent?.depth ?? -1) + 1,
    twins: 1,
    chars: 0,
    linkChars: 0,
    blocks: 0,
    longChars: 0,
    wider: null,
    marks,
    names: `${attribs.class ?? ''} ${attribs.id ?? ''}`.trim(),
    nameScore: 0,
  }
}

/** Links and spans around whole cards are containers. */
function hasBlock(element: PageElement): boolean {
  for (const child of element.children) {
    if (!isElement(child) || skipped.has(child.name)) continue
    if (!inline.has(child.name) && child.name !== 'br') return true
    if (hasBlock(child)) return true
  }
  return false
}
