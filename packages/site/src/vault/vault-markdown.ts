import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown, gfmToMarkdown } from 'mdast-util-gfm'
import { toMarkdown } from 'mdast-util-to-markdown'
import { gfm } from 'micromark-extension-gfm'
import { frontMatter } from '../document/front-matter.ts'

/** Languages of code that a plug-in of Obsidian runs or asks with. */
const running = /^(?:dataview|dataviewjs|js-engine|templater|tasks|query|meta-bind|button|run-|execute)/i

/**
 * A document as the text of a note. HTML stays as text, code that plug-ins would run is plain code, and addresses are of the web or
 * of files of the vault.
 *
 * @param fileOf path of a relative link from the note; null where the vault has no such file
 */
export function vaultMarkdown(markdown: string, fileOf: (link: string) => string | null): string {
  const tree = fromMarkdown(markdown.replace(frontMatter, ''), {
    extensions: [gfm()],
    mdastExtensions: [gfmFromMarkdown()],
  })
  clean(tree, fileOf)
  return toMarkdown(tree, { extensions: [gfmToMarkdown()], bullet: '-', rule: '-' })
}

type Root = ReturnType<typeof fromMarkdown>
type Nodes = Root | Root['children'][number]
type Parent = Extract<Nodes, { children: unknown }>

function clean(parent: Parent, fileOf: (link: string) => string | null): void {
  const children: Nodes[] = parent.children
  for (const [at, child] of children.entries()) {
    if (child.type === 'html') children[at] = textInstead(child.value, parent)
    else if (child.type === 'inlineCode' && /^\s*\$?=/.test(child.value))
      children[at] = { type: 'text', value: child.value }
    else if (child.type === 'code' && (child.lang != null || child.meta != null)) {
      child.meta = null
      if (running.test(child.lang ?? '') || !/^[\w+#.-]{1,20}$/.test(child.lang ?? '')) child.lang = null
    } else if (child.type === 'link' || child.type === 'image' || child.type === 'definition') {
      const target = /^(?:https?|mailto):/i.test(child.url) ? child.url : fileOf(child.url)
      if (target !== null) child.url = target
      else if (child.type === 'image') children[at] = { type: 'text', value: child.alt ?? '' }
      else child.url = '#'
    }
    const now = children[at]
    if (now !== undefined && 'children' in now) clean(now, fileOf)
  }
}

/** Between blocks a text needs a paragraph of its own. */
function textInstead(value: string, { type }: Parent): Nodes {
  const text = { type: 'text' as const, value }
  return ['root', 'blockquote', 'listItem', 'footnoteDefinition'].includes(type)
    ? { type: 'paragraph', children: [text] }
    : text
}
