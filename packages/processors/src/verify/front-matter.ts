import { parse } from 'yaml'

/** A document's YAML, null without any, and what follows it. */
export function splitFrontMatter(text: string): { yaml: string | null; body: string } {
  const match = /^---\n([\s\S]*?)\n---(?:\n|$)/.exec(text)
  return match === null
    ? { yaml: null, body: text }
    : { yaml: match[1] ?? '', body: text.slice(match[0].length) }
}

/** Throws where it is no YAML, or no mapping. */
export function parseFrontMatter(yaml: string): Record<string, unknown> {
  const value: unknown = parse(yaml)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('it is no mapping')
  return { ...value }
}
