import { isElement, type PageNode, parseBounded } from '../tree/bounded-page.ts'
import { blockElements } from './read/block-elements.ts'
import { readBlocks } from './read/read-blocks.ts'
import { writeMarkdown } from './write/write-markdown.ts'

/**
 * Markdown (GitHub's) of nodes of a page, and of all below them: absolute links, tables with a header row, fenced code,
 * formulas in dollar signs, no HTML but `<br>` in cells. The nodes stay as they are; they must not be deeper than
 * `pageLimits.depth`.
 */
export function markdownOfNodes(nodes: readonly PageNode[], url: string): string {
  const around = new Set<PageNode>()
  for (const node of nodes) findAround(node, around)
  return writeMarkdown(readBlocks(nodes, { url, around, keepLines: false, between: 'space', buttons: false }))
}

/** The same of HTML. */
export function toMarkdown(html: string, url: string): string {
  return markdownOfNodes(
    parseBounded(html)
      .$.root()
      .toArray()
      .flatMap((root) => root.children),
    url,
  )
}

/** Collects the inline elements with a block in them: browsers end the paragraph there. Says whether the node has one. */
function findAround(node: PageNode, around: Set<PageNode>): boolean {
  if (!('children' in node)) return false
  let found = false
  for (const child of node.children) if (findAround(child, around)) found = true
  if (!isElement(node)) return found
  if (found) around.add(node)
  return found || blockElements.has(node.name)
}
