import { isElement, type PageElement, type PageNode } from '../tree/bounded-page.ts'

export const parentOf = (node: PageNode): PageElement | null => {
  const parent = node.parent as PageNode | null
  return parent && isElement(parent) ? parent : null
}

export const elementsIn = (parent: { children: readonly PageNode[] }): PageElement[] =>
  parent.children.filter(isElement)

/** In document order, the element itself first, at most `most`. */
export function* descendants(root: PageElement, most = Number.POSITIVE_INFINITY): Generator<PageElement> {
  const open: PageElement[] = [root]
  let seen = 0
  for (let element = open.pop(); element && seen < most; element = open.pop()) {
    seen += 1
    yield element
    for (let index = element.children.length - 1; index >= 0; index -= 1) {
      const child = element.children[index]
      if (child && isElement(child)) open.push(child)
    }
  }
}

export function closest(node: PageNode, names: ReadonlySet<string>): PageElement | null {
  for (let next = isElement(node) ? node : parentOf(node); next; next = parentOf(next))
    if (names.has(next.name)) return next
  return null
}

export function isWithin(node: PageNode, ancestor: PageElement): boolean {
  for (let next: PageNode | null = node; next; next = parentOf(next)) if (next === ancestor) return true
  return false
}

/** 1 to 6, or null. */
export const headingLevel = (element: PageElement): number | null =>
  /^h[1-6]$/.test(element.name) ? Number(element.name[1]) : null

/** Tag and first class: blocks of a list share it. */
export const shapeOf = (element: PageElement): string => {
  const [first = ''] = (element.attribs.class ?? '').trim().split(/\s+/)
  // `talk-17` and `talk-18` are alike.
  return `${element.name}.${first.replace(/\d+/g, '#')}`
}
