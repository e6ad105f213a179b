import { type CheerioAPI, load } from 'cheerio/slim'

export type PageNode = Parameters<CheerioAPI['contains']>[0]
export type PageElement = Extract<PageNode, { attribs: Record<string, string> }>

export const pageLimits = {
  /** Maximum characters parsed. */
  chars: 6_000_000,
  /** Maximum tags and character references: the parser makes a token of each. */
  signs: 400_000,
  nodes: 60_000,
  /** Maximum run of white space: libraries search for its end from each position. */
  spaces: 200,
  /** Per element; extractors compare each with all others. */
  attributes: 100,
  /** Maximum depth; deeper content is kept as text only: extractors and serialisers recurse. */
  depth: 100,
  /** Extractors are skipped for pages with more elements: their time is superlinear. */
  extractedElements: 15_000,
  /** And for pages with more tags and character references: their parser makes a node between each two. */
  extractedSigns: 60_000,
} as const

/** Elements without main text or metadata. */
const silent = new Set(['style', 'template', 'svg', 'canvas', 'object', 'applet', 'math-field'])

/** Some forums put the whole page into `noscript`; elsewhere it holds a counter, a notice or a copy of an image. */
const leastNoscriptChars = 400

/** Parses a page to a bounded tree for recursive code, without scripts, styles and comments. */
export function parseBounded(html: string): { $: CheerioAPI; cut: boolean } {
  const end = endOfParsed(html)
  const $ = load(withoutBogusComments(html.slice(0, end)))
  const root = $.root()[0]
  let cut = html.length > end
  let nodes = 0
  const keptBy = new Map<PageNode & { children: unknown[] }, PageNode[]>()
  const open: { node: PageNode; depth: number; siblings: PageNode[] }[] = root
    ? [{ node: root, depth: 0, siblings: [] }]
    : []
  // In document order, so that the node limit cuts the end of the page.
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, depth, siblings } = next
    nodes += 1
    if (nodes > pageLimits.nodes) {
      cut = true
      break
    }
    siblings.push(node)
    if (node.type === 'text') node.data = withShortRuns(node.data)
    if (!('children' in node)) continue
    if (isElement(node)) keepFirstAttributes(node)
    const children = node.children.filter(isKept)
    if (depth >= pageLimits.depth) {
      cut = true
      const text = withShortRuns(textBelow(children, 20_000))
      $(node).empty()
      if (text !== '') $(node).text(text)
      continue
    }
    const kept: PageNode[] = []
    keptBy.set(node, kept)
    for (const child of children.reverse()) open.push({ node: child, depth: depth + 1, siblings: kept })
  }
  for (const [node, kept] of keptBy) if (kept.length !== node.children.length) adopt(node, kept)
  addMissingRoot($)
  return { $, cut }
}

/** HTML standard 13.2.5.42: outside SVG and MathML `<![CDATA[` begins a comment up to the next `>`. */
const withoutBogusComments = (html: string): string =>
  html.includes('<![CDATA[') ? html.replace(/(?<![/*]\s{0,4})<!\[CDATA\[[^>]*>/g, '') : html

const withShortRuns = (text: string): string =>
  text.replace(/\s{2,}/g, (run) => (run.length > pageLimits.spaces ? run.slice(0, pageLimits.spaces) : run))

function keepFirstAttributes(element: PageElement): void {
  const entries = Object.entries(element.attribs)
  if (entries.length > pageLimits.attributes)
    element.attribs = Object.fromEntries(entries.slice(0, pageLimits.attributes))
}

function endOfParsed(html: string): number {
  const end = Math.min(html.length, pageLimits.chars)
  let signs = 0
  for (let at = 0; at < end; at += 1) {
    const sign = html.charCodeAt(at)
    if (sign !== lessThan && sign !== ampersand) continue
    signs += 1
    if (signs > pageLimits.signs) return at
  }
  return end
}
const lessThan = 0x3c
const ampersand = 0x26

/** A separate tree for HTML of our own. */
export const loadPiece = (html: string): CheerioAPI => load(`<body>${html}</body>`)

/**
 * Adds `html` and `body` for extractors. css-select compares all top-level nodes pairwise: ten thousand paragraphs
 * without a `body` would take half a minute.
 */
function addMissingRoot($: CheerioAPI): void {
  const root = $.root()[0]
  if (!root) return
  const heads: PageNode[] = []
  const bodies: PageElement[] = []
  const content: PageNode[] = []
  let top: PageElement | null = null
  const sort = (nodes: readonly PageNode[], depth: number): void => {
    for (const node of nodes) {
      const name = isElement(node) ? node.name : ''
      // HTML standard 13.2.6.4: a second `html` or `body` goes on with the first.
      if (isElement(node) && (name === 'html' || name === 'body') && depth < 4) {
        if (name === 'html') top ??= node
        else bodies.push(node)
        sort(node.children, depth + 1)
      } else if (isElement(node) && name === 'head' && depth < 4) sort(node.children, depth + 1)
      // 13.2.6.4.4: any other element ends the head.
      else if (headNames.has(name) && content.length === 0) heads.push(node)
      else content.push(node)
    }
  }
  sort(root.children, 0)
  const html = top ?? newElement($, 'html')
  const body = bodies[0] ?? newElement($, 'body')
  const head = newElement($, 'head')
  adopt(head, heads)
  adopt(body, content)
  adopt(html, heads.length > 0 ? [head, body] : [body])
  adopt(root, [html])
}

/** Without a search through the tree: `parseBounded` has put it where it belongs. */
export function bodyOf($: CheerioAPI): PageElement | null {
  const root = $.root()[0]
  const html = root?.children.filter(isElement).find(({ name }) => name === 'html')
  return html?.children.filter(isElement).find(({ name }) => name === 'body') ?? null
}

const headNames = new Set(['base', 'basefont', 'bgsound', 'link', 'meta', 'title', 'script', 'style'])

export function newElement($: CheerioAPI, name: string): PageElement {
  const element = $(`<${name}></${name}>`)[0]
  if (!element || !isElement(element)) throw new TypeError(`No element ${name}`)
  return element
}

export function newText($: CheerioAPI, text: string): PageNode {
  const [node] = $(newElement($, 'p')).text(text).contents().toArray()
  return node ?? newElement($, 'wbr')
}

/** Relinked directly: moving ten thousand siblings one by one searches the list each time. */
export function adopt(parent: PageNode & { children: unknown[] }, children: PageNode[]): void {
  children.forEach((child, index) => {
    child.parent = parent as typeof child.parent
    child.prev = (children[index - 1] ?? null) as typeof child.prev
    child.next = (children[index + 1] ?? null) as typeof child.next
  })
  parent.children = children
}

function isKept(node: PageNode): boolean {
  if (node.type === 'comment' || node.type === 'directive' || node.type === 'cdata') return false
  if (!isElement(node)) return true
  if (node.name === 'script') {
    const type = node.attribs.type?.trim() ?? ''
    if (/^math\//i.test(type)) return showsFormula(node, type)
    return /^application\/ld\+json/i.test(type)
  }
  if (node.name === 'noscript')
    return textBelow(node.children, leastNoscriptChars).length >= leastNoscriptChars
  return !silent.has(node.name)
}

/** MathJax 2 keeps a formula in a script that nothing runs: an element of MathML with its TeX takes its place. */
function showsFormula(script: PageElement, type: string): boolean {
  const [content] = script.children
  if (!/^math\/tex/i.test(type) || content?.type !== 'text') return false
  script.name = 'math'
  script.attribs = { 'data-latex': content.data }
  if (/mode\s*=\s*display/i.test(type)) script.attribs.display = 'block'
  return true
}

export const isElement = (node: PageNode): node is PageElement => 'attribs' in node

/** Text of nodes and their descendants, up to a maximum length. */
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
