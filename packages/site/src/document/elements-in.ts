import type { Element, Nodes, Root } from '../html-tree.ts'

/** Every element below a node, in the order of the text. */
export function* elementsIn(node: Root | Element): Generator<Element, void, void> {
  for (const child of node.children) {
    if (child.type !== 'element') continue
    yield child
    yield* elementsIn(child)
  }
}

/** The text of a node. */
export function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value
  return 'children' in node ? node.children.map(textOf).join('') : ''
}
