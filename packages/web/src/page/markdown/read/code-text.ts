import { isElement, type PageElement, type PageNode } from '../../tree/bounded-page.ts'
import { textBelow } from '../../tree/text-below.ts'
import { visibleText } from '../../tree/visible-text.ts'
import { blockElements } from './block-elements.ts'

/**
 * Names of the elements in which highlighters put the number of a line: Pygments, Rouge, highlight.js, Chroma, Crayon,
 * SyntaxHighlighter, GitHub.
 */
const numberClass =
  /(?:^|[\s_-])(?:linenos?|linenodiv|line-?numbers?(?:-rows)?|line-?nums?|lnt|lns?|lnums?|gutter|gl|numbers|blob-num|nums|lineno-\w+)(?:$|\s)/i

/** Holds the numbers of lines and nothing else. */
export function isLineNumbers(element: PageElement): boolean {
  const { attribs } = element
  const numbered = attribs['data-line-number'] !== undefined || attribs['data-linenumber'] !== undefined
  if (!numbered && !numberClass.test(attribs.class ?? '')) return false
  return /^[\s\d\u00a0.:|]*$/.test(textBelow(element))
}

/** Elements that hold one line each, and may stand without a line feed between them. */
const lineClass =
  /(?:^|\s)(?:line|token-line|code-line|cl|view-line|cm-line|crayon-line|react-code-line|ec-line)(?:\s|$)/

/** Text of code: every space, no line numbers, a line for each element that is one. */
export function codeText(code: PageElement): string {
  const text = visibleText(linesOf(code.children))
    .replace(/\u00a0/g, ' ')
    .replace(/\r\n?/g, '\n')
  return text.replace(/^(?:[ \t]*\n)+/, '').trimEnd()
}

function linesOf(nodes: readonly PageNode[]): string {
  let out = ''
  /** The last element was a line without a line feed at its end. */
  let open = false
  for (const node of nodes) {
    if (node.type === 'text') {
      if (open && !node.data.startsWith('\n') && node.data.trim() !== '') out += '\n'
      out += node.data
      open = false
      continue
    }
    if (!isElement(node) || node.name === 'button' || node.name === 'script' || node.name === 'style')
      continue
    if (node.name === 'br') {
      out += '\n'
      open = false
      continue
    }
    if (isLineNumbers(node)) continue
    const isLine =
      node.name !== 'tbody' && (blockElements.has(node.name) || lineClass.test(node.attribs.class ?? ''))
    const text = linesOf(node.children)
    if (isLine && (open || (out !== '' && !out.endsWith('\n') && blockElements.has(node.name)))) out += '\n'
    out += text
    open = isLine ? !text.endsWith('\n') : open && text === ''
  }
  return out
}
