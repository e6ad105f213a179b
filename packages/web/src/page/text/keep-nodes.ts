import { adopt, isElement, type PageElement, type PageNode } from '../tree/bounded-page.ts'

/** What is left of a node: text, only pictures and rules, or nothing. */
type Rest = 'text' | 'picture' | 'nothing'

const outside = new Set(['nav', 'footer', 'aside', 'form', 'dialog', 'header'])

/** Leaves of a tree only the given text nodes, and single pictures and rules that stand with them and are no facts. */
export function keepNodes(
  root: PageElement,
  kept: ReadonlySet<PageNode>,
  facts: ReadonlySet<PageNode>,
): void {
  keepBelow(root, kept, facts)
}

function keepBelow(parent: PageElement, kept: ReadonlySet<PageNode>, facts: ReadonlySet<PageNode>): Rest {
  let pictures = 0
  const rests = parent.children.map((child): Rest | 'space' => {
    if (kept.has(child)) return 'text'
    if (child.type === 'text') return child.data.trim() === '' ? 'space' : 'nothing'
    if (!isElement(child) || (child.name === 'img' && facts.has(child))) return 'nothing'
    if (child.name === 'br' || child.name === 'hr' || child.name === 'wbr') return 'space'
    // Of formulas; other scripts are not in the tree, or data.
    if (child.name === 'script') return /^math\//i.test(child.attribs.type ?? '') ? 'space' : 'nothing'
    const rest =
      child.name === 'img' ? (isPicture(child) ? 'picture' : 'nothing') : keepBelow(child, kept, facts)
    if (rest === 'picture') {
      if (outside.has(child.name) || isLogo(child)) return 'nothing'
      pictures += 1
    }
    // An empty cell holds its column.
    if (rest === 'nothing' && (child.name === 'td' || child.name === 'th')) {
      adopt(child, [])
      return 'space'
    }
    return rest
  })
  const hasText = rests.includes('text')
  // Several pictures without a word are a row of logos.
  const hasPicture = pictures > 0 && (hasText || pictures === 1 || parent.name === 'figure')
  if (!hasText && !hasPicture) return 'nothing'
  adopt(
    parent,
    parent.children.filter((_child, index) => rests[index] !== 'nothing'),
  )
  // Of a page for readers without scripts, which this one is.
  if (hasText && parent.name === 'noscript') parent.name = 'div'
  return hasText ? 'text' : 'picture'
}

/** A picture that leads elsewhere: to a sponsor, to a speaker's page. */
function isLogo({ name, attribs }: PageElement): boolean {
  return name === 'a' && !/\.(?:jpe?g|png|gif|webp|avif|svg)(?:$|[?#])/i.test(attribs.href ?? '')
}

/** No counter, no icon. */
function isPicture({ attribs }: PageElement): boolean {
  const size = Math.min(Number(attribs.width ?? 100), Number(attribs.height ?? 100))
  return !(size < 40) && attribs.role !== 'presentation' && attribs['aria-hidden'] !== 'true'
}
