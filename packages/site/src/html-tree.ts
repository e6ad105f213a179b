import type { Result } from 'hastscript'

/** Nodes of hast, as the libraries of pages name them. */
export type Root = Extract<Result, { type: 'root' }>
export type Element = Extract<Result, { type: 'element' }>
export type ElementContent = Element['children'][number]
export type Nodes = Root | Root['children'][number]
