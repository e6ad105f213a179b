import { isElement, type PageElement, type PageNode } from '../../tree/bounded-page.ts'
import { textBelow } from '../../tree/text-below.ts'

const functions =
  /^(?:arccos|arcsin|arctan|arg|cos|cosh|cot|coth|deg|det|dim|exp|gcd|inf|ker|lg|lim|limsup|liminf|ln|log|max|min|sec|sin|sinh|sup|tan|tanh)$/

const accents: Record<string, string> = {
  '^': 'hat',
  ˆ: 'hat',
  '~': 'tilde',
  '˜': 'tilde',
  '¯': 'overline',
  '‾': 'overline',
  '―': 'overline',
  _: 'overline',
  '→': 'vec',
  '⃗': 'vec',
  '.': 'dot',
  '˙': 'dot',
  '¨': 'ddot',
  '⏞': 'overbrace',
}

/** Presentation MathML (https://www.w3.org/TR/MathML3/chapter3.html) as TeX that KaTeX and MathJax read. */
export function texOfMathml(math: PageElement): string {
  return rowOf(math.children)
}

const rowOf = (nodes: readonly PageNode[]): string => {
  let out = ''
  for (const node of nodes) {
    const part = texOf(node)
    // `\alpha` and `x` are two names, `\alphax` is one.
    out += /\\[a-z]+$/i.test(out) && /^[a-z]/i.test(part) ? ` ${part}` : part
  }
  return out.trim()
}

function texOf(node: PageNode): string {
  if (node.type === 'text') return escapeTex(node.data.trim())
  if (!isElement(node)) return ''
  const parts = node.children.filter(isElement)
  const at = (index: number): string => {
    const part = parts[index]
    return part === undefined ? '' : texOf(part).trim()
  }
  const inner = (index: number): string => `{${at(index)}}`
  switch (local(node.name)) {
    case 'mi': {
      const name = textBelow(node).trim()
      if (functions.test(name)) return `\\${name} `
      return [...name].length > 1 && /^[a-z]/i.test(name) ? `\\mathrm{${escapeTex(name)}}` : escapeTex(name)
    }
    case 'mn':
      return escapeTex(textBelow(node).trim())
    case 'mo':
      return operator(textBelow(node).trim())
    case 'mtext':
    case 'ms': {
      const text = textBelow(node).replace(/[\s\u00a0]+/g, ' ')
      return text.trim() === '' ? ' ' : `\\text{${escapeTex(text)}}`
    }
    case 'mspace':
      return ' '
    case 'msup':
      return `${base(at(0))}^${inner(1)}`
    case 'msub':
      return `${base(at(0))}_${inner(1)}`
    case 'msubsup':
    case 'munderover':
      return `${base(at(0))}_${inner(1)}^${inner(2)}`
    case 'mfrac':
      return node.attribs.linethickness === '0'
        ? `\\binom${inner(0)}${inner(1)}`
        : `\\frac${inner(0)}${inner(1)}`
    case 'msqrt':
      return `\\sqrt{${rowOf(node.children)}}`
    case 'mroot':
      return `\\sqrt[${at(1)}]${inner(0)}`
    case 'mover': {
      const accent = accents[textBelow(parts[1] ?? node).trim()]
      if (accent !== undefined) return `\\${accent}${inner(0)}`
      return isLarge(at(0)) ? `${at(0)}^${inner(1)}` : `\\overset${inner(1)}${inner(0)}`
    }
    case 'munder':
      return isLarge(at(0)) ? `${at(0)}_${inner(1)}` : `\\underset${inner(1)}${inner(0)}`
    case 'mtable':
      return `\\begin{matrix}${parts.map((row) => texOf(row)).join(' \\\\ ')}\\end{matrix}`
    case 'mtr':
    case 'mlabeledtr':
      return parts.map((cell) => rowOf(cell.children)).join(' & ')
    case 'mfenced':
      return `${operator(node.attribs.open ?? '(')}${parts.map((part) => texOf(part)).join(node.attribs.separators ?? ',')}${operator(node.attribs.close ?? ')')}`
    case 'semantics':
      return at(0)
    case 'annotation':
    case 'annotation-xml':
    case 'mphantom':
    case 'maligngroup':
    case 'malignmark':
      return ''
    default:
      return rowOf(node.children)
  }
}

export const local = (name: string): string => name.slice(name.indexOf(':') + 1)

const base = (tex: string): string => (tex === '' ? '{}' : /^(?:.|\\[a-z]+)$/iu.test(tex) ? tex : `{${tex}}`)

/** Signs and functions that have their limits above and below. */
const isLarge = (tex: string): boolean =>
  /^(?:[∑∏∐⋃⋂⋁⋀∫∮]|\\(?:lim|limsup|liminf|max|min|sup|inf|det|gcd))$/.test(tex)

function operator(sign: string): string {
  if (/^[\u2061-\u2064]?$/.test(sign)) return ''
  if (sign === '−') return '-'
  if (functions.test(sign)) return `\\${sign} `
  if (/^[a-z]{2,}$/i.test(sign)) return `\\operatorname{${sign}}`
  return escapeTex(sign)
}

const escapeTex = (text: string): string =>
  text.replace(/[\\{}$%#&_^~]/g, (sign) =>
    sign === '\\' ? '\\backslash ' : sign === '^' || sign === '~' ? `\\${sign}{}` : `\\${sign}`,
  )
