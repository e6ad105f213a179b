import { parse } from 'yaml'
import { readTomlPairs } from './read-toml-pairs.ts'

export interface FrontMatter {
  data: Record<string, unknown>
  /** The text without it. */
  body: string
}

const maxChars = 64_000

/** YAML between `---`, TOML between `+++`, or a JSON object, at the begin of a text; null without it. */
export function readFrontMatter(text: string): FrontMatter | null {
  const start = text.replace(/^\s*\n/, '')
  if (/^---[ \t]*\n/.test(start)) return fenced(start, /^(?:---|\.\.\.)[ \t]*$/, readYaml)
  if (/^\+\+\+[ \t]*\n/.test(start)) return fenced(start, /^\+\+\+[ \t]*$/, readTomlPairs)
  if (/^\{[ \t]*\n/.test(start)) return json(start)
  return null
}

function fenced(
  text: string,
  end: RegExp,
  read: (inside: string) => Record<string, unknown> | null,
): FrontMatter | null {
  const lines = text.slice(0, maxChars).split('\n')
  const close = lines.findIndex((line, index) => index > 0 && end.test(line))
  if (close === -1) return null
  const data = read(lines.slice(1, close).join('\n'))
  if (data === null) return null
  const length = lines.slice(0, close + 1).reduce((sum, line) => sum + line.length + 1, 0)
  return { data, body: text.slice(length) }
}

/** Null for what is no map, such as a text between two rules. */
function readYaml(text: string): Record<string, unknown> | null {
  if (text.trim() === '') return {}
  try {
    // A name is often there twice, and an alias can stand for millions of values.
    const value: unknown = parse(text, { uniqueKeys: false, maxAliasCount: 20, logLevel: 'error' })
    return isRecord(value) ? value : null
  } catch {
    return readPairs(text)
  }
}

/** `title: Reeds: a talk`, which is no YAML and common. */
function readPairs(text: string): Record<string, unknown> | null {
  const data: Record<string, unknown> = {}
  let last: string | null = null
  for (const line of text.split('\n')) {
    const pair = /^([A-Za-z][\w -]{0,40}):(?:[ \t]+(.*))?$/.exec(line)
    const item = /^\s*-\s+(.*)$/.exec(line)
    if (pair?.[1] !== undefined) {
      last = pair[1]
      data[last] = unquoted(pair[2] ?? '')
    } else if (item && last !== null) {
      const known = data[last]
      data[last] = [...(Array.isArray(known) ? known : []), unquoted(item[1] ?? '')]
    } else if (line.trim() !== '' && !/^\s|^#/.test(line)) return null
  }
  return last === null ? null : data
}

const unquoted = (text: string): string => text.trim().replace(/^(["'])(.*)\1$/, '$2')

function json(text: string): FrontMatter | null {
  const end = /\n\}[ \t]*(?:\n|$)/.exec(text.slice(0, maxChars))
  if (!end) return null
  const length = end.index + end[0].length
  try {
    const data: unknown = JSON.parse(text.slice(0, length))
    return isRecord(data) ? { data, body: text.slice(length) } : null
  } catch {
    return null
  }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
