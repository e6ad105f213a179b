import { load } from 'cheerio/slim'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'

interface MarkdownNode {
  type: string
  value?: string
  children?: MarkdownNode[]
}

const blockNodes = new Set(
  'root paragraph heading blockquote list listItem code table tableRow tableCell footnoteDefinition thematicBreak break'.split(
    ' ',
  ),
)

/** What a reader sees as words: no URLs, no texts of pictures, no signs of Markdown. */
export function textOfMarkdown(markdown: string): string {
  const pieces: string[] = []
  const visit = (node: MarkdownNode): void => {
    const block = blockNodes.has(node.type)
    if (block) pieces.push('\n')
    if (node.type === 'text' || node.type === 'inlineCode' || node.type === 'code')
      pieces.push(node.value ?? '')
    for (const child of node.children ?? []) visit(child)
    if (block) pieces.push('\n')
  }
  visit(fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }) as MarkdownNode)
  return joinPieces(pieces)
}

/** Elements within a line of text; all others separate words. */
const inlineElements = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark math q ruby s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
)

type HtmlNode = ReturnType<ReturnType<ReturnType<typeof load>['root']>['contents']>[number]

/** Text of an extractor's HTML; `textContent` would make one word of the last and the first of two paragraphs. */
export function textOfHtml(html: string): string {
  const pieces: string[] = []
  const visit = (node: HtmlNode): void => {
    if (node.type === 'text') pieces.push(node.data)
    if (!('children' in node) || node.type === 'script' || node.type === 'style') return
    const block = !('name' in node) || !inlineElements.has(node.name)
    if (block) pieces.push('\n')
    for (const child of node.children) visit(child)
    if (block) pieces.push('\n')
  }
  for (const node of load(html).root().contents()) visit(node)
  return joinPieces(pieces)
}

const joinPieces = (pieces: readonly string[]): string =>
  pieces
    .join('')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim()
