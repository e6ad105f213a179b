import { isElement, type PageElement, type PageNode } from '../../tree/bounded-page.ts'
import { textBelow } from '../../tree/text-below.ts'
import { local, texOfMathml } from './tex-of-mathml.ts'

export interface Formula {
  tex: string
  display: boolean
}

/**
 * The formula that an element of KaTeX, MathJax, MathML or an image of one stands for; null for other elements.
 * `skip` is a rendering whose source stands beside it.
 */
export function readFormula(element: PageElement): Formula | 'skip' | null {
  const { name, attribs } = element
  if (name === 'math' || name.endsWith(':math')) return ofMath(element)
  if (name === 'mjx-container') return ofContainer(element, attribs.display === 'true')
  const stated = attribs['data-tex'] ?? attribs['data-latex']
  const classes = attribs.class
  if (classes === undefined)
    return stated === undefined || name === 'img' ? null : { tex: stated, display: false }
  if (name === 'img') return ofImage(element, classes)
  if (/(?:^|\s)katex(?:-display)?(?:\s|$)/.test(classes)) {
    const display = classes.includes('katex-display')
    return ofContainer(element, display || hasClass(element.parent, 'katex-display'))
  }
  if (/(?:^|\s)MathJax(?:_[A-Za-z]+)?(?:\s|$)/.test(classes)) return ofMathJax(element, classes)
  if (/(?:^|\s)mwe-math-element/.test(classes))
    return ofContainer(element, /mwe-math-element-block/.test(classes) || isBlockImage(element))
  return stated === undefined ? null : { tex: stated, display: false }
}

function ofMath(math: PageElement): Formula {
  const { alttext, display, mode } = math.attribs
  const annotation = find(
    math,
    (node) => local(node.name) === 'annotation' && /tex/i.test(node.attribs.encoding ?? ''),
  )
  const stated = annotation ? textBelow(annotation) : math.attribs['data-latex']
  // Some state in words what others state in TeX.
  const words = alttext !== undefined && /[a-z]{3,} [a-z]{3,}/i.test(alttext) && !/[\\^_]/.test(alttext)
  const tex = stated ?? (alttext === undefined || words ? texOfMathml(math) : alttext)
  const block = display === 'block' || mode === 'display'
  return { tex: tex.trim() === '' ? texOfMathml(math) : tex, display: block }
}

/** A formula that is rendered for the eye, with MathML for others. */
function ofContainer(element: PageElement, display: boolean): Formula | null {
  const math = find(element, (node) => node.name === 'math')
  if (math) {
    const formula = ofMath(math)
    return { tex: formula.tex, display: display || formula.display }
  }
  const image = find(element, (node) => node.name === 'img' && (node.attribs.alt ?? '') !== '')
  return image ? { tex: image.attribs.alt ?? '', display } : null
}

/** MathJax 2 writes a preview, the rendering and the script with the source, in this order. */
function ofMathJax(element: PageElement, classes: string): Formula | 'skip' | null {
  if (classes.includes('MathJax_Preview')) return 'skip'
  for (let next = element.next; next; next = next.next) {
    if (next.type === 'text' && next.data.trim() === '') continue
    if (isElement(next) && next.name === 'math') return 'skip'
    break
  }
  return ofContainer(element, /Display/.test(classes))
}

function ofImage({ attribs }: PageElement, classes: string): Formula | null {
  const { alt = '' } = attribs
  if (alt.trim() === '' || !/(?:^|\s)(?:mwe-math-\S+|latex|tex|math|mathtex|tex-image)(?:\s|$)/.test(classes))
    return null
  return { tex: alt, display: /display/.test(classes) }
}

const isBlockImage = (element: PageElement): boolean =>
  find(element, (node) => /mwe-math-fallback-image-display/.test(node.attribs.class ?? '')) !== null

const hasClass = (node: PageNode | null, name: string): boolean =>
  node !== null && isElement(node) && (node.attribs.class ?? '').includes(name)

function find(element: PageElement, test: (node: PageElement) => boolean): PageElement | null {
  for (const child of element.children) {
    if (!isElement(child)) continue
    if (test(child)) return child
    const found = find(child, test)
    if (found) return found
  }
  return null
}
