import type { PageElement } from '../tree/bounded-page.ts'

/** A part of the page that is not about its subject. */
export type Zone = 'header' | 'nav' | 'breadcrumb' | 'footer' | 'related'

/** An element with the range of its text in the text of the page. */
export interface FlatElement {
  node: PageElement
  name: string
  parent: FlatElement | null
  index: number
  /** Index of the first element that is not inside this one. */
  end: number
  /** Offset of its first character, and the one after its last. Equal for an element without text. */
  from: number
  to: number
  /** Of its class names and id. */
  words: readonly string[]
  block: boolean
  zone: Zone | null
}

/** Text between two breaks: what a reader sees as a line, if the window is wide enough. */
export interface FlatLine {
  index: number
  from: number
  to: number
  text: string
  /** The element that makes the line a block of its own, perhaps together with others. */
  block: FlatElement
  /** The `h1` to `h6` around it. */
  heading: FlatElement | null
  /** Elements within it, as a range of indexes; those before it, without text, included. */
  first: number
  last: number
}

/** The body as lists in document order, so that each reader of facts needs one loop and no search in the tree. */
export interface FlatPage {
  elements: readonly FlatElement[]
  lines: readonly FlatLine[]
  /** Text of the lines, each with a line break after it. */
  text: string
}

/** The outermost element that has this text and nothing else; a picture without text does not count. */
export function outermost(element: FlatElement): FlatElement {
  let found = element
  for (
    let next = element.parent;
    next !== null && sameText(next, element) && next.name !== 'body';
    next = next.parent
  )
    found = next
  return found
}

export const sameText = (a: { from: number; to: number }, b: { from: number; to: number }): boolean =>
  a.from === b.from && a.to === b.to
