import { type CheerioAPI, load } from 'cheerio/slim'

export type PageNode = Parameters<CheerioAPI['contains']>[0]
export type PageElement = Extract<PageNode, { attribs: Record<string, string> }>

export const pageLimits = {
  /** Characters of HTML that are parsed. */
  chars: 6_000_000,
  nodes: 60_000,
  /** Everything deeper is kept as text only: extractors and serialisers call themselves for each level. */
  depth: 100,
} as const

/** Never main text nor metadata, whatever they hold. */
const silent = new Set(['style', 'template', 'svg', 'canvas', 'object', 'applet', 'math-field', 'noscript'])

/** The page as a tree that any recursive code can walk, without scripts, styles and comments. */
export function parseBounded(html: string): { $: CheerioAPI; cut: boolean } {
  const $ = load(html.slice(0, pageLimits.chars))
  const root = $.root()[0]
  let cut = html.length > pageLimits.chars
  let nodes = 0
  const open: { node: PageNode; depth: number }[] = root ? [{ node: root, depth: 0 }] : []
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, depth } = next
    if (!('children' in node)) continue
    const kept: PageNode[] = []
    for (const child of node.children) {
      if (!isKept(child)) continue
      nodes += 1
      if (nodes > pageLimits.nodes) {
        cut = true
        break
      }
      kept.push(child)
    }
    if (depth >= pageLimits.depth) {
      cut = true
      const text = textBelow(kept, 20_000)
      $(node).empty()
      if (text !== '') $(node).text(text)
      continue
    }
    if (kept.length !== node.children.length) {
      // Relinked by hand: removing ten thousand siblings one by one searches the list each time.
      kept.forEach((child, index) => {
        child.prev = (kept[index - 1] ?? null) as typeof child.prev
        child.next = (kept[index + 1] ?? null) as typeof child.next
      })
      node.children = kept as typeof node.children
    }
    // Last in, first out: pushed backwards, the beginning of the page wins when nodes run out.
    for (let index = kept.length - 1; index >= 0; index -= 1) {
      const child = kept[index]
      if (child && 'children' in child) open.push({ node: child, depth: depth + 1 })
    }
  }
  addMissingRoot($)
  return { $, cut }
}

/** A tree of its own for a piece of HTML that we wrote. */
export const loadPiece = (html: string): CheerioAPI => load(`<body>${html}</body>`)

/**
 * Extractors want `html` and `body`, and css-select compares every top-level node with every other one, so ten
 * thousand paragraphs without a `body` around them would take half a minute.
 */
function addMissingRoot($: CheerioAPI): void {
  const all = $.root().contents()
  if ($('body').length === 0) {
    const inside = $('html').length > 0 ? $('html').first().contents() : all
    const body = $('<body></body>').append(inside.not('head'))
    if ($('html').length > 0) $('html').first().append(body)
    else $.root().append($('<html></html>').append(body))
  } else if ($('html').length === 0) {
    $.root().append($('<html></html>').append(all))
  }
}

function isKept(node: PageNode): boolean {
  if (node.type === 'comment' || node.type === 'directive' || node.type === 'cdata') return false
  if (!isElement(node)) return true
  if (node.name === 'script') return /^application\/ld\+json/i.test(node.attribs.type?.trim() ?? '')
  return !silent.has(node.name)
}

export const isElement = (node: PageNode): node is PageElement => 'attribs' in node

/** The text of nodes and all below them, at most so many characters. */
function textBelow(nodes: readonly PageNode[], maxChars: number): string {
  const parts: string[] = []
  let size = 0
  const open = [...nodes].reverse()
  for (let node = open.pop(); node && size < maxChars; node = open.pop()) {
    if (node.type === 'text') {
      parts.push(node.data)
      size += node.data.length + 1
    } else if ('children' in node && isKept(node)) {
      for (let index = node.children.length - 1; index >= 0; index -= 1) {
        const child = node.children[index]
        if (child) open.push(child)
      }
    }
  }
  return parts.join(' ').slice(0, maxChars)
}
