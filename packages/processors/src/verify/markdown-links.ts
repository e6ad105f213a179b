import GithubSlugger from 'github-slugger'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'

type Root = ReturnType<typeof fromMarkdown>
type Node = Root | Root['children'][number]

export interface MarkdownLinks {
  /** Targets of links, pictures and definitions, as a reader of Markdown resolves them. */
  targets: string[]
  /** Anchors of the headings, as GitHub, GitLab and VS Code make them. */
  anchors: Set<string>
}

/** Links and anchors of a Markdown text without its front matter. */
export function markdownLinks(markdown: string): MarkdownLinks {
  const slugger = new GithubSlugger()
  const targets: string[] = []
  const anchors = new Set<string>()
  const visit = (node: Node): void => {
    if (node.type === 'link' || node.type === 'image' || node.type === 'definition') targets.push(node.url)
    if (node.type === 'heading') anchors.add(slugger.slug(textOf(node)))
    for (const child of childrenOf(node)) visit(child)
  }
  visit(fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }))
  return { targets, anchors }
}

const childrenOf = (node: Node): Node[] => ('children' in node ? node.children : [])

function textOf(node: Node): string {
  if ('value' in node) return node.value
  if (node.type === 'image') return node.alt ?? ''
  return childrenOf(node).map(textOf).join('')
}
