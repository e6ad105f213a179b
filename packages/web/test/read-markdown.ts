import MarkdownIt from 'markdown-it'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { mathFromMarkdown } from 'mdast-util-math'
import { gfm } from 'micromark-extension-gfm'
import { math } from 'micromark-extension-math'

type Root = ReturnType<typeof fromMarkdown>
type Node = Root | Root['children'][number]

/** What a reader of GitHub's Markdown with formulas sees, by parsers that share nothing with ours. */
export const parseMarkdown = (markdown: string): Root =>
  fromMarkdown(markdown, {
    extensions: [gfm(), math()],
    mdastExtensions: [gfmFromMarkdown(), mathFromMarkdown()],
  })

/** Structure and words in one line: `h2(Water) ul(li(p(a)) li(p(b)))`. */
export const outlineOf = (markdown: string): string => parseMarkdown(markdown).children.map(outline).join(' ')

function outline(node: Node): string {
  const inner = (separator: string): string =>
    'children' in node ? node.children.map((child) => outline(child as Node)).join(separator) : ''
  switch (node.type) {
    case 'text':
      return node.value
    case 'paragraph':
      return `p(${inner('')})`
    case 'heading':
      return `h${node.depth}(${inner('')})`
    case 'list':
      return `${node.ordered ? `ol${node.start === 1 ? '' : node.start}` : 'ul'}(${inner(' ')})`
    case 'listItem': {
      const box = node.checked === true ? '[x]' : node.checked === false ? '[ ]' : ''
      return `li${box}(${inner(' ')})`
    }
    case 'blockquote':
      return `quote(${inner(' ')})`
    case 'table':
      return `table(${inner(' ')})`
    case 'tableRow':
      return `(${inner(' | ')})`
    case 'tableCell':
      return inner('')
    case 'strong':
      return `b(${inner('')})`
    case 'emphasis':
      return `i(${inner('')})`
    case 'delete':
      return `del(${inner('')})`
    case 'link':
      return node.url === inner('') || node.url === `http://${inner('')}`
        ? node.url
        : `a<${node.url}>(${inner('')})`
    case 'image':
      return `img<${node.url}>(${node.alt})`
    case 'inlineCode':
      return `code(${node.value})`
    case 'code':
      return `code:${node.lang ?? ''}(${node.value})`
    case 'inlineMath':
      return `math(${node.value})`
    case 'math':
      return `MATH(${node.value})`
    case 'break':
      return '/'
    case 'thematicBreak':
      return 'hr'
    case 'html':
      return /^<br>$/.test(node.value) ? '/' : `HTML(${node.value})`
    default:
      return `${node.type.toUpperCase()}(${inner(' ')})`
  }
}

/** Words of the page as VS Code's parser shows them, without formulas. */
export function wordsInVsCode(markdown: string): string {
  const reader = new MarkdownIt({ html: true, linkify: true })
  return reader
    .render(markdown)
    .replace(/<br>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .trim()
}
