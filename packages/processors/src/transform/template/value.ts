/**
 * What a placeholder may stand for. `plain` and `list` are data and are quoted where they land; `markdown` is somebody
 * else's Markdown and is tamed; `block` is Markdown that we built from quoted parts. An empty value is left out.
 */
export type Value =
  | { kind: 'plain'; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'map'; entries: Record<string, string> }
  | { kind: 'markdown'; text: string }
  | { kind: 'block'; text: string }

export type Values = ReadonlyMap<string, Value>

export const plain = (text: string | null | undefined): Value => ({ kind: 'plain', text: text ?? '' })
export const list = (items: readonly string[]): Value => ({
  kind: 'list',
  items: items.filter((item) => item.trim() !== ''),
})
export const block = (text: string): Value => ({ kind: 'block', text })
export const markdown = (text: string): Value => ({ kind: 'markdown', text })
