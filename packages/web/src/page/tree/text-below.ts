import type { PageNode } from './page-node.ts'

/** All text of a node as it stands, white space included. */
export function textBelow(node: PageNode): string {
  if (node.type === 'text') return node.data
  if (!('children' in node)) return ''
  let text = ''
  for (const child of node.children) text += textBelow(child)
  return text
}
