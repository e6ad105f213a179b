import { isElement, type PageNode } from './bounded-page.ts'

/** The text below a node in one line, or null when it is longer than `maxChars`: stops there. */
export function textWithin(node: PageNode, maxChars: number): string | null {
  let text = ''
  /** Null ends a block. */
  const open: (PageNode | null)[] = [node]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === null) {
      if (text !== '' && !text.endsWith(' ')) text += ' '
      continue
    }
    if (next.type === 'text') {
      const line = next.data.replace(/\s+/g, ' ')
      text = text === '' || text.endsWith(' ') ? text + line.trimStart() : text + line
      if (text.trimEnd().length > maxChars) return null
    } else if ('children' in next) {
      if (isElement(next)) {
        if (next.name === 'script') continue
        // `<td>10:00</td><td>Talk</td>` is two words.
        if (!inline.has(next.name)) {
          if (text !== '' && !text.endsWith(' ')) text += ' '
          open.push(null)
        }
      }
      for (let index = next.children.length - 1; index >= 0; index -= 1) {
        const child = next.children[index]
        if (child) open.push(child)
      }
    }
  }
  return text.trim()
}

const inline = new Set([
  'a',
  'abbr',
  'b',
  'bdi',
  'cite',
  'code',
  'em',
  'font',
  'i',
  'mark',
  'small',
  'span',
  'strong',
  'sub',
  'sup',
  'u',
  'wbr',
])
