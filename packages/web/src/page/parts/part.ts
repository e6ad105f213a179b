import type { PageElement, PageNode } from '../tree/bounded-page.ts'

/** What is kept of a page for many talks. */
export interface Part {
  /** Of the talk, in document order. */
  nodes: PageNode[]
  /** Names the talk; within `nodes`, or null. */
  title: PageElement | null
  /** What stands around the talk and is true of it, such as the row's time. */
  facts: PartFact[]
}

export interface PartFact {
  label: string
  value: string
}
