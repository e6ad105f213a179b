/**
 * The value of a placeholder. `plain` and `list` are data and are escaped; `markdown` is foreign Markdown and is
 * sanitised; `block` is Markdown that we built from escaped parts, and `outline` such blocks under headings, one
 * level below their section. Empty values are left out.
 */
export type Value =
  | { kind: 'plain'; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'map'; entries: Record<string, string> }
  | { kind: 'markdown'; text: string }
  | { kind: 'block'; text: string }
  | { kind: 'outline'; parts: readonly OutlinePart[] }

/** Our own Markdown; a part without a heading extends the section. */
export interface OutlinePart {
  /** Inline Markdown. */
  heading: string | null
  body: string
}

export type Values = ReadonlyMap<string, Value>

export const plain = (text: string | null | undefined): Value => ({ kind: 'plain', text: text ?? '' })
export const list = (items: readonly string[]): Value => ({
  kind: 'list',
  items: items.filter((item) => item.trim() !== ''),
})
export const block = (text: string): Value => ({ kind: 'block', text })
export const markdown = (text: string): Value => ({ kind: 'markdown', text })
export const outline = (parts: readonly OutlinePart[]): Value => ({ kind: 'outline', parts })
