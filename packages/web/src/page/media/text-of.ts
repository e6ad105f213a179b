import { isElement, type PageNode } from '../tree/bounded-page.ts'

/** The beginning of an element's text as one line, with the texts of its pictures. */
export function textOf(element: PageNode, maxChars: number): string {
  let text = ''
  const open: PageNode[] = [element]
  for (let node = open.pop(); node && text.length < maxChars * 2; node = open.pop()) {
    if (node.type === 'text') text += node.data.slice(0, maxChars * 2)
    else if (isElement(node) && node.name === 'img') text += ` ${node.attribs.alt?.slice(0, maxChars) ?? ''} `
    else if ('children' in node) {
      // Words of neighbouring elements are apart.
      if (isElement(node) && node.name !== 'a') text += ' '
      for (let index = node.children.length - 1; index >= 0; index -= 1) {
        const child = node.children[index]
        if (child) open.push(child)
      }
    }
  }
  return text
    .replace(/[\s\u00a0\u200b]+/g, ' ')
    .trim()
    .slice(0, maxChars)
}
