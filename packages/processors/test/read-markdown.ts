import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'

type Root = ReturnType<typeof fromMarkdown>
export type MarkdownNode = Root | Root['children'][number]

/** What a reader of CommonMark with GitHub's extensions sees, by a parser that shares nothing with ours. For tests. */
export function readMarkdown(markdown: string): MarkdownNode[] {
  const tree = fromMarkdown(markdown, {
    extensions: [gfm()],
    mdastExtensions: [gfmFromMarkdown()],
  })
  return flatten(tree).slice(1)
}

/** A node, and everything in it, in the order of the text. */
function flatten(node: MarkdownNode): MarkdownNode[] {
  return [node, ...childrenOf(node).flatMap(flatten)]
}

const childrenOf = (node: MarkdownNode): MarkdownNode[] => ('children' in node ? node.children : [])

/** The words of a node as a reader sees them. */
export function textOf(node: MarkdownNode): string {
  if (node.type === 'break') return '\n'
  if ('value' in node) return node.value
  if (node.type === 'image') return node.alt ?? ''
  return childrenOf(node).map(textOf).join('')
}

/** The headings, in lists and quotes too, but not in code. */
export function headingsOf(markdown: string): { level: number; text: string }[] {
  return readMarkdown(markdown).flatMap((node) =>
    node.type === 'heading' ? [{ level: node.depth, text: textOf(node).trim() }] : [],
  )
}

/** Targets of links, pictures and definitions. */
export const targetsOf = (nodes: readonly MarkdownNode[]): string[] =>
  nodes.flatMap((node) => ('url' in node ? [node.url] : []))
