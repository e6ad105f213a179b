import { isTex } from '@async-events/web/is-tex'
import { writeTex } from '@async-events/web/write-tex'
import { safeUrl } from './safe-url.ts'

/** A longer bracket or code span is text: it keeps the work linear in the length of the line. */
const reach = 1_000

/** Whether the archive holds an image, by its path in the Markdown; false by default. */
export type Resolves = (target: string) => boolean

/**
 * Sanitises one line of foreign Markdown: emphasis, code and safe links stay, the rest becomes text. Each line is
 * closed by itself (no code span, link or tag extends over lines), so that every reader parses it alike.
 */
export function sanitizeInline(line: string, resolves: Resolves = () => false, inLink = false): string {
  let out = ''
  let at = 0
  while (at < line.length) {
    const [text, next] = step(line, at, resolves, inLink)
    out += text
    at = next
  }
  return out
}

function step(line: string, at: number, resolves: Resolves, inLink: boolean): [string, number] {
  const character = line[at] ?? ''
  switch (character) {
    case '\\':
      if (line[at + 1] === undefined) return ['\\\\', at + 1]
      // An escaped sign is that sign: in the form that holds for readers of HTML, too
      return [line[at + 1] === '<' ? '&lt;' : line.slice(at, at + 2), at + 2]
    case '$':
      return dollar(line, at)
    case '`':
      return code(line, at)
    case '<':
      return angle(line, at, inLink)
    case '!':
      if (line[at + 1] === '[') return image(line, at, resolves)
      break
    case '[':
      return link(line, at, resolves, inLink)
    case ']':
      // What could close a link or define one that began in another line
      if (line[at + 1] === '(' || line[at + 1] === ':') return [`\\]\\${line[at + 1]}`, at + 2]
      break
  }
  return [character, at + 1]
}

function code(line: string, at: number): [string, number] {
  const ticks = /^`+/.exec(line.slice(at, at + reach))?.[0] ?? '`'
  const begin = at + ticks.length
  const end = closingTicks(line, begin, ticks.length)
  const content = end === -1 ? '' : line.slice(begin, end)
  // A table row is cut at its bars before code is looked for
  const torn = content.includes('|') && /[<[\]]/.test(content)
  if (end === -1 || torn) return ['\\`'.repeat(ticks.length), begin]
  return [ticks + content + ticks, end + ticks.length]
}

/** A formula stays one; the sign of a price is escaped, since readers of formulas take two prices for one. */
function dollar(line: string, at: number): [string, number] {
  const mark = line[at + 1] === '$' ? '$$' : '$'
  const begin = at + mark.length
  const end = line.slice(begin, begin + reach).search(/(?<!\\)\$/)
  const content = end === -1 ? '' : line.slice(begin, begin + end).trim()
  const after = begin + Math.max(0, end) + mark.length
  const closes = end !== -1 && line.startsWith(mark, begin + end)
  const single = mark === '$' && (/[\w$]/.test(line[at - 1] ?? '') || /[\w$]/.test(line[after] ?? ''))
  const touches = mark === '$$' || content.length === end
  if (!closes || single || !touches || !isTex(content)) return ['\\$'.repeat(mark.length), begin]
  return [mark + writeTex(content) + mark, after]
}

function closingTicks(line: string, from: number, length: number): number {
  const runs = /`+/g
  runs.lastIndex = from
  for (let run = runs.exec(line); run && run.index < from + reach; run = runs.exec(line)) {
    if (run[0].length === length) return run.index
  }
  return -1
}

function angle(line: string, at: number, inLink: boolean): [string, number] {
  const rest = line.slice(at, at + reach)
  const autolink = /^<(https?:\/\/[^\s<>]+|mailto:[^\s<>]+)>/i.exec(rest)
  const target = autolink?.[1] === undefined ? null : safeUrl(autolink[1])
  if (autolink?.[1] !== undefined && target !== null) {
    const shown = autolink[1].replace(/[\\`*_[\]|~$&<]/g, '\\$&')
    return [inLink ? shown : `[${shown}](${target})`, at + autolink[0].length]
  }
  const lineBreak = /^<br\s*\/?>/i.exec(rest)
  if (lineBreak) return [' ', at + lineBreak[0].length]
  return ['&lt;', at + 1]
}

function image(line: string, at: number, resolves: Resolves): [string, number] {
  const found = bracketed(line, at + 1)
  const target = found && destination(line, found.end)
  if (!found || !target) return ['!\\[', at + 2]
  const alt = sanitizeInline(found.text, resolves, true).trim()
  const url = resolves(target.url) ? target.url : safeUrl(target.url)
  return [url === null || alt === '' ? alt : `![${alt}](${url})`, target.end]
}

function link(line: string, at: number, resolves: Resolves, inLink: boolean): [string, number] {
  const found = bracketed(line, at)
  const target = found && destination(line, found.end)
  if (!found || !target) return [line[at + 1] === '[' || line[at + 1] === '^' ? '\\[' : '[', at + 1]
  const text = sanitizeInline(found.text, resolves, true).trim()
  const url = resolves(target.url) ? target.url : safeUrl(target.url)
  return [url === null || inLink || text === '' ? text : `[${text}](${url})`, target.end]
}

/** Quickly: most of what never closes is found out here. */
const closesInReach = (line: string, at: number, sign: string): boolean =>
  line.slice(at, at + reach).includes(sign)

/** The text between balanced brackets; `end` is just after the closing one. */
function bracketed(line: string, at: number): { text: string; end: number } | null {
  if (!closesInReach(line, at, ']')) return null
  let depth = 0
  for (let index = at; index < line.length && index < at + reach; index++) {
    const character = line[index]
    if (character === '\\') index++
    else if (character === '`') {
      const ticks = /^`+/.exec(line.slice(index, index + reach))?.[0].length ?? 1
      const end = closingTicks(line, index + ticks, ticks)
      index = (end === -1 ? index : end) + ticks - 1
    } else if (character === '[') depth++
    else if (character === ']' && --depth === 0) return { text: line.slice(at + 1, index), end: index + 1 }
  }
  return null
}

/** `(url)`, `(<url>)`, `(url "title")`. The title is left out. */
function destination(line: string, at: number): { url: string; end: number } | null {
  if (line[at] !== '(') return null
  // A picture within its own link: long beyond any reach, and dropped anyway
  if (/^\(\s*<?data:/i.test(line.slice(at, at + 20))) {
    const close = line.indexOf(')', at)
    return close === -1 ? null : { url: 'data:', end: close + 1 }
  }
  if (!closesInReach(line, at, ')')) return null
  let depth = 0
  for (let index = at; index < line.length && index < at + reach; index++) {
    const character = line[index]
    if (character === '\\') index++
    else if (character === '(') depth++
    else if (character === ')' && --depth === 0) {
      const inside = line.slice(at + 1, index).trim()
      const url = /^<([^<>]*)>/.exec(inside)?.[1] ?? /^\S*/.exec(inside)?.[0] ?? ''
      return { url: url.replace(/\\([!-/:-@[-`{-~])/g, '$1'), end: index + 1 }
    }
  }
  return null
}
