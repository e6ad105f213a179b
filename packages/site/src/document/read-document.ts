import { raw } from 'hast-util-raw'
import { type Schema, sanitize } from 'hast-util-sanitize'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { toHast } from 'mdast-util-to-hast'
import { gfm } from 'micromark-extension-gfm'
import type { Element, Root } from '../html-tree.ts'
import { elementsIn } from './elements-in.ts'
import { frontMatter } from './front-matter.ts'

/**
 * What may stand in a document, which holds text of pages, slides and models: form alone, as in the reader of the dashboard.
 * HTML in the Markdown loses every attribute but those that Markdown can write, and scripts and styles with their text.
 */
const schema: Schema = {
  tagNames: [
    ...[
      'h1',
      'h2',
      'h3',
      'h4',
      'h5',
      'h6',
      'p',
      'br',
      'hr',
      'div',
      'span',
      'blockquote',
      'pre',
      'code',
      'kbd',
    ],
    ...['a', 'img', 'em', 'strong', 'b', 'i', 'u', 's', 'del', 'small', 'mark', 'sub', 'sup'],
    ...['ul', 'ol', 'li', 'dl', 'dt', 'dd', 'details', 'summary'],
    ...['table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ],
  attributes: { a: ['href'], img: ['src', 'alt'], ol: ['start'], th: ['align'], td: ['align'] },
  protocols: { href: ['http', 'https', 'mailto'], src: ['http', 'https'] },
  ancestors: {
    li: ['ol', 'ul'],
    dt: ['dl'],
    dd: ['dl'],
    summary: ['details'],
    thead: ['table'],
    tbody: ['table'],
    tr: ['table'],
    th: ['table'],
    td: ['table'],
  },
  strip: ['script', 'style', 'template', 'noscript', 'svg', 'math', 'iframe', 'object', 'select', 'textarea'],
}

/** The tree of a Markdown document as HTML, without all that could run, be fetched, or change the page around it. */
export function readDocument(markdown: string): Root {
  const tree = fromMarkdown(markdown.replace(frontMatter, ''), {
    extensions: [gfm()],
    mdastExtensions: [gfmFromMarkdown()],
  })
  let html = toHast(tree, { allowDangerousHtml: true })
  if (html.type === 'root' && holdsHtml(html)) html = raw(html)
  const clean = sanitize(html, schema)
  const root: Root = clean.type === 'root' ? clean : { type: 'root', children: [] }
  for (const element of elementsIn(root)) {
    // As a class: the attribute is none of HTML 5.
    const { align } = element.properties
    delete element.properties.align
    if (typeof align === 'string') element.properties.className = [`align-${align}`]
  }
  return root
}

/** Most documents have none, and reading a tree again takes longer than all else. */
function holdsHtml(node: Root | Element): boolean {
  return node.children.some((child) => child.type === 'raw' || (child.type === 'element' && holdsHtml(child)))
}
