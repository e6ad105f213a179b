/**
 * What a placeholder may stand for. `plain` and `list` are data and are quoted where they land; `markdown` is somebody
 * else's Markdown and is tamed; `block` is Markdown that we built from quoted parts, and `outline` such blocks under
 * headings, which go one level below the section that they land in. An empty value is left out.
 */
export type Value =
  | { kind: 'plain'; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'map'; entries: Record<string, string> }
  | { kind: 'markdown'; text: string }
  | { kind: 'block'; text: string }
  | { kind: 'outline'; parts: readonly OutlinePart[] }

/** Markdown of our own; a part without a heading goes on the section. */
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
