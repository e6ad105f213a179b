import { isElement, type PageElement, type PageNode } from '../../tree/bounded-page.ts'
import { codeText, isLineNumbers } from './code-text.ts'

export interface CodeBlock {
  lang: string | null
  value: string
}

/** The code of `pre`, of an element named code, or of a table with line numbers; null for other elements. */
export function readCode(element: PageElement): CodeBlock | null {
  if (element.name === 'pre') return { lang: languageOf(element), value: codeText(element) }
  if (element.name === 'table') {
    const code = codeOfTable(element)
    if (code === null) return null
    return {
      lang: languageOf(code[0] ?? element) ?? languageOf(element),
      value: trimLines(code.map(codeText)),
    }
  }
  if (element.name === 'div' && codeClass.test(element.attribs.class ?? '') && isBare(element))
    return { lang: languageOf(element), value: codeText(element) }
  return null
}

const trimLines = (parts: readonly string[]): string => parts.join('\n').replace(/^\n+/, '').trimEnd()

const codeClass =
  /(?:^|\s)(?:code|source-?code|code-?block|codeblock|listing|programlisting|highlight)(?:\s|$)/i

/** No paragraph, list or table: an element that is called code may hold a text about code. */
function isBare(element: PageElement): boolean {
  let hasText = false
  const isPlain = (nodes: readonly PageNode[]): boolean =>
    nodes.every((node) => {
      if (node.type === 'text') hasText ||= node.data.trim() !== ''
      if (!isElement(node)) return true
      return /^(?:div|span|br|code|b|i|em|strong|font|a)$/.test(node.name) && isPlain(node.children)
    })
  return isPlain(element.children) && hasText
}

/** The cells of code, when the others of each row hold nothing but line numbers. */
function codeOfTable(table: PageElement): PageElement[] | null {
  const code: PageElement[] = []
  let numbered = false
  const visit = (nodes: readonly PageNode[]): boolean =>
    nodes.every((node) => {
      if (!isElement(node)) return node.type !== 'text' || node.data.trim() === ''
      if (node.name !== 'tr')
        return /^(?:tbody|thead|tfoot|colgroup)$/.test(node.name) && visit(node.children)
      const cells = node.children.filter(isElement)
      const [first, second] = cells
      if (first === undefined || cells.length > 2) return false
      if (second === undefined) return cells.length === 1 && numbered && code.push(first) > 0
      if (!isNumberCell(first)) return false
      numbered = true
      return code.push(second) > 0
    })
  return visit(table.children) && numbered ? code : null
}

/** The cell has the name of a line number, or what is in it has, or it has numbers in `pre` or `code`. */
function isNumberCell(cell: PageElement): boolean {
  if (isLineNumbers(cell)) return true
  const inner = cell.children.filter(
    (node) => isElement(node) || (node.type === 'text' && node.data.trim() !== ''),
  )
  const [only] = inner
  if (inner.length !== 1 || only === undefined || !isElement(only)) return false
  if (isLineNumbers(only)) return true
  return /^(?:pre|code)$/.test(only.name)
    ? /^\s*\d+(?:\s+\d+)*\s*$/.test(codeText(only)) || isNumberCell(only)
    : isNumberCell(only)
}

/** The language as a class or attribute of the element, of the code in it, or of what stands around. */
function languageOf(element: PageElement): string | null {
  const around: PageElement[] = [element]
  for (
    let child = element.children.find(isElement);
    child && around.length < 3;
    child = child.children.find(isElement)
  )
    around.push(child)
  let parent = element.parent
  for (let steps = 0; steps < 3 && parent !== null && isElement(parent); steps += 1) {
    around.push(parent)
    parent = parent.parent
  }
  for (const { attribs } of around) {
    const stated = attribs['data-lang'] ?? attribs['data-language']
    const found = /^[a-z0-9+#-]{1,20}$/i.test(stated ?? '') ? stated : ofClasses(attribs.class ?? '')
    const language = found?.toLowerCase()
    if (language !== undefined) return noLanguage.test(language) ? null : language
  }
  return null
}

const noLanguage = /^(?:none|plain|plaintext|text|txt|default|nohighlight|output)$/

function ofClasses(classes: string): string | undefined {
  const named = /(?:^|\s)(?:language-|lang-|highlight-source-|highlight-|brush:\s*)([a-z0-9+#-]{1,20})/i.exec(
    classes,
  )?.[1]
  if (named !== undefined) return named
  // highlight.js and pandoc write the language as a word of its own.
  return /^(?:hljs|sourceCode)\s+([a-z0-9+#]{1,15})\b|\b([a-z0-9+#]{1,15})\s+hljs\b/
    .exec(classes)
    ?.slice(1)
    .find((word) => word !== undefined && word !== 'hljs')
}
