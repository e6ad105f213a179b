import type { Root } from '../html-tree.ts'
import { textOf } from './elements-in.ts'

/** Takes a section with its heading out of a document; its text is what that section of it says. Nothing without it. */
export function cutSection(root: Root, isHeading: (text: string) => boolean): void {
  const levels = root.children.map((child) =>
    child.type === 'element' ? Number(/^h([1-6])$/.exec(child.tagName)?.[1] ?? 0) : 0,
  )
  const from = root.children.findIndex((child, at) => levels[at] === 2 && isHeading(textOf(child)))
  if (from < 0) return
  const end = levels.findIndex((level, at) => at > from && level > 0 && level <= 2)
  root.children.splice(from, (end < 0 ? root.children.length : end) - from)
}
