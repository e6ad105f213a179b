import { isElement, type PageElement, type PageNode } from './bounded-page.ts'

/** All elements of some names among nodes and below, in document order, in one walk: a selector walks the tree each time. */
export function elementsNamed<Name extends string>(
  roots: readonly PageNode[],
  names: readonly Name[],
): Record<Name, PageElement[]> {
  const found = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<
    string,
    PageElement[]
  >
  const open = [...roots].reverse()
  for (let node = open.pop(); node; node = open.pop()) {
    if (isElement(node)) found[node.name]?.push(node)
    if (!('children' in node)) continue
    for (let index = node.children.length - 1; index >= 0; index -= 1) {
      const child = node.children[index]
      if (child && 'children' in child) open.push(child)
    }
  }
  return found as Record<Name, PageElement[]>
}
