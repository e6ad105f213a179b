import { type CheerioAPI, load } from 'cheerio/slim'
import { Parser } from 'htmlparser2'
import { BoundedHandler } from './bounded-handler.ts'
import { pageLimits } from './page-limits.ts'
import { isElement, type PageElement, type PageNode } from './page-node.ts'

export { isElement, type PageElement, type PageNode, pageLimits }

/** Parses a page to a bounded tree for recursive code, without scripts, styles and comments. */
export function parseBounded(html: string): { $: CheerioAPI; cut: boolean } {
  const end = endOfParsed(html)
  const handler = new BoundedHandler()
  new Parser(handler).end(withoutBogusComments(html.slice(0, end)))
  const $ = load(handler.root)
  addMissingRoot($)
  return { $, cut: handler.cut || html.length > end }
}

/** HTML standard 13.2.5.42: outside SVG and MathML `<![CDATA[` begins a comment up to the next `>`. */
const withoutBogusComments = (html: string): string =>
  html.includes('<![CDATA[') ? html.replace(/(?<![/*]\s{0,4})<!\[CDATA\[[^>]*>/g, '') : html

/** Where to stop so that the parser sees no more than the limit of tags and character references. */
function endOfParsed(html: string): number {
  const end = Math.min(html.length, pageLimits.chars)
  if (count(html, '<', end) + count(html, '&', end) <= pageLimits.signs) return end
  let signs = 0
  for (let at = 0; at < end; at += 1) {
    const sign = html.charCodeAt(at)
    if (sign !== lessThan && sign !== ampersand) continue
    signs += 1
    if (signs > pageLimits.signs) return at
  }
  return end
}

function count(html: string, sign: string, end: number): number {
  let found = 0
  for (let at = html.indexOf(sign); at !== -1 && at < end; at = html.indexOf(sign, at + 1)) found += 1
  return found
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
