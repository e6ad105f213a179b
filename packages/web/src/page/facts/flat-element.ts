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
