import type { CheerioAPI } from 'cheerio/slim'
import { isElement, type PageElement, type PageNode } from '../tree/bounded-page.ts'
import { readFormula } from './formula/read-formula.ts'
import { readCode } from './read/read-code.ts'

/**
 * Code and formulas in their plainest form, before extractors see them: highlighters wrap each word in an element, put
 * the language in a class and line numbers in a table; renderers of formulas hide the source. Extractors lose all of it.
 */
export function plainCode($: CheerioAPI): void {
  const found: { element: PageElement; plain: PageNode | undefined }[] = []
  const visit = (nodes: readonly PageNode[]): void => {
    for (const node of nodes) {
      if (!isElement(node)) continue
      const plain = plainForm($, node)
      if (plain === null) visit(node.children)
      else found.push({ element: node, plain })
    }
  }
  visit($.root()[0]?.children ?? [])
  for (const { element, plain } of found) {
    if (plain === undefined) $(element).remove()
    else $(element).replaceWith(plain)
  }
}

/** Null for what is neither code nor a formula; undefined for a rendering whose source stands beside it. */
function plainForm($: CheerioAPI, element: PageElement): PageNode | undefined | null {
  const code = readCode(element)
  if (code !== null) {
    const inner = $('<code></code>').text(code.value)
    if (code.lang !== null) inner.attr('class', `language-${code.lang}`)
    return $('<pre></pre>').append(inner)[0]
  }
  const formula = readFormula(element)
  if (formula === null) return null
  if (formula === 'skip') return undefined
  const math = $('<math></math>').attr('data-latex', formula.tex).text(formula.tex)
  if (formula.display) math.attr('display', 'block')
  return math[0]
}
