import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { webUrl } from '../facts/page-facts.ts'

type Tree = ReturnType<typeof fromMarkdown>
type Node = Tree | Tree['children'][number]

interface Edit {
  start: number
  end: number
  text: string
}

export interface EditedMarkdown {
  /** Of the first heading, when that begins the text. */
  title: string | null
  /** Without that heading and comments, with absolute links, each with its own address. */
  markdown: string
}

/**
 * Makes a Markdown file readable outside its place: references become links, and relative ones absolute, because the
 * document has other definitions and another address. Footnotes stay as they are.
 */
export function editMarkdown(markdown: string, base: string): EditedMarkdown {
  const tree = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
  const nodes = nodesOf(tree)
  const urls = new Map<string, string>()
  for (const node of nodes)
    if (node.type === 'definition' && !urls.has(node.identifier)) urls.set(node.identifier, node.url)
  const heading = titleHeading(tree)
  const edits: Edit[] = []
  const replace = (node: Node, text: string, from?: number): void => {
    const { start, end } = placeOf(node)
    edits.push({ start: from ?? start, end, text })
  }
  if (heading) replace(heading.node, '')
  for (const node of nodes) {
    switch (node.type) {
      case 'definition':
        replace(node, '')
        break
      case 'html':
        if (/^\s*<(?:!--|script\b|style\b)/i.test(node.value)) replace(node, '')
        break
      case 'link':
      case 'linkReference': {
        const { start } = placeOf(node)
        const url = node.type === 'link' ? node.url : urls.get(node.identifier)
        const last = node.children.at(-1)
        if (url === undefined || last === undefined || markdown[start] !== '[') break
        replace(node, `](${addressOf(url, base)})`, placeOf(last).end)
        break
      }
      case 'image':
      case 'imageReference': {
        const url = node.type === 'image' ? node.url : urls.get(node.identifier)
        if (url !== undefined)
          replace(node, `![${(node.alt ?? '').replace(/[[\]\\]/g, '\\$&')}](${addressOf(url, base)})`)
        break
      }
    }
  }
  return { title: heading?.title ?? null, markdown: apply(markdown, edits) }
}

function nodesOf(tree: Tree): Node[] {
  const nodes: Node[] = []
  const open: Node[] = [tree]
  for (let node = open.pop(); node; node = open.pop()) {
    nodes.push(node)
    if ('children' in node) for (const child of node.children) open.push(child as Node)
  }
  return nodes
}

/** The first heading, if nothing but comments and pictures stands before it. */
function titleHeading(tree: Tree): { node: Node; title: string } | null {
  for (const node of tree.children) {
    if (node.type === 'heading') {
      const title = textIn(node).replace(/\s+/g, ' ').trim()
      return node.depth <= 2 && title !== '' && isFirstOfItsLevel(tree, node) ? { node, title } : null
    }
    const isQuiet =
      node.type === 'html' ||
      node.type === 'definition' ||
      (node.type === 'paragraph' && textIn(node).trim() === '')
    if (!isQuiet) return null
  }
  return null
}

/** `## Abstract` followed by `## Speakers` is no title. */
const isFirstOfItsLevel = (tree: Tree, heading: { depth: number }): boolean =>
  heading.depth === 1 ||
  tree.children.filter((node) => node.type === 'heading' && node.depth === heading.depth).length === 1

function textIn(node: Node): string {
  return nodesInOrder(node)
    .map((each) =>
      each.type === 'text' || each.type === 'inlineCode' ? each.value : each.type === 'break' ? ' ' : '',
    )
    .join('')
}

function nodesInOrder(root: Node): Node[] {
  const nodes: Node[] = []
  const open: Node[] = [root]
  for (let node = open.pop(); node; node = open.pop()) {
    nodes.push(node)
    if ('children' in node) for (const child of [...node.children].reverse()) open.push(child as Node)
  }
  return nodes
}

const placeOf = ({ position }: Node): { start: number; end: number } => ({
  start: position?.start.offset ?? 0,
  end: position?.end.offset ?? 0,
})

const addressOf = (url: string, base: string): string =>
  (webUrl(url, base) ?? url).replace(
    /[\s()<>]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )

function apply(text: string, edits: Edit[]): string {
  let out = ''
  let at = 0
  for (const { start, end, text: by } of edits.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (start < at) continue
    out += text.slice(at, start) + by
    // A block that goes takes the blank lines below it with it.
    at = by === '' ? end + (/^\n*/.exec(text.slice(end, end + 20))?.[0].length ?? 0) : end
  }
  return out + text.slice(at)
}
