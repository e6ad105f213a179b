import { oneLine, plainLines } from './escape-markdown.ts'
import { type Resolves, sanitizeInline } from './sanitize-inline.ts'

export interface EmbedOptions {
  /** Heading level that the text is under: its own headings begin one below. */
  below: number
  resolves?: Resolves
}

type Line = { kind: 'text'; text: string } | { kind: 'heading'; prefix: string; level: number; text: string }

interface Fence {
  mark: string
  indent: number
  /** Depth of the block quote it stands in. */
  quotes: number
}

/**
 * Makes foreign Markdown (a page, an answer of a model) safe to embed: paragraphs, lists, tables, quotes and code
 * stay; headings go below the section; front matter, raw HTML, open code fences and dead links become text. Each line
 * outside code is safe by itself; code is placed where every reader takes it for code.
 */
export function embedMarkdown(markdown: string, options: EmbedOptions): string {
  const lines = read(joinLinks(plainLines(markdown)).split('\n'), options.resolves)
  const top = Math.min(...lines.flatMap((line) => (line.kind === 'heading' ? [line.level] : [])))
  const shift = options.below + 1 - top
  return lines
    .map((line) =>
      line.kind === 'text'
        ? line.text
        : `${line.prefix}${'#'.repeat(Math.min(6, line.level + shift))} ${line.text}`,
    )
    .join('\n')
    .replace(/^\n+/, '')
    .trimEnd()
}

/** The same within a line. */
export function embedInline(markdown: string, resolves?: Resolves): string {
  return startOfLine(sanitizeInline(oneLine(markdown), resolves).trim())
}

/** Converters write `[`, text, `](url)` in lines of their own for a link around blocks. */
function joinLinks(markdown: string): string {
  return markdown
    .replace(/^[ \t]*\[[ \t]*$/gm, '')
    .replace(/^[ \t]*\]\([^()\n]*\)[ \t]*$/gm, '')
    .replace(/\[[^[\]\n]{1,300}\n[^[\]\n]{1,300}\]\(/g, (link) => link.replace('\n', ' '))
}

function read(source: string[], resolves: Resolves | undefined): Line[] {
  const out: Line[] = []
  const text = (line: string) => out.push({ kind: 'text', text: line })
  let fence: Fence | null = null
  const close = (open: Fence) => {
    text(quote(open.quotes) + open.mark)
    text('')
    fence = null
  }
  /** Of the code that was taken out of an item: what follows in the item is out of it, too. */
  let outdent = 0
  for (const line of joinFormulas(source)) {
    if (fence === null && /^[ \t]*\S/.test(line) && indentOf(line) < outdent) outdent = 0
    const raw = fence === null ? dedent(line, outdent) : line
    if (fence) {
      const open: Fence = fence
      const inside = unquote(raw, open.quotes)
      if (inside !== null) {
        const content = dedent(inside, outdent)
        if (closes(content, open.mark)) close(open)
        else text(quote(open.quotes) + content)
        continue
      }
      close(open)
    }
    const opened = openFence(raw)
    if (opened) {
      fence = opened.fence
      outdent += fence.indent
      blankBefore(out)
      text(quote(fence.quotes) + fence.mark + opened.info)
      continue
    }
    const afterFence = raw.trim() === '' && isBlank(out.at(-1))
    if (!afterFence) readLine(raw, out, resolves)
  }
  if (fence) close(fence)
  return out
}

/** A formula between two lines of `$$` becomes one line: each line is read by itself. */
function joinFormulas(source: readonly string[]): string[] {
  const out: string[] = []
  let fenced = ''
  for (let at = 0; at < source.length; at++) {
    const line = source[at] ?? ''
    const mark = /^[ \t>]*(`{3,}|~{3,})/.exec(line)?.[1]
    if (fenced === '') fenced = mark ?? ''
    else if (mark?.startsWith(fenced)) fenced = ''
    const length = fenced === '' && line.trim() === '$$' ? linesOfFormula(source, at + 1) : 0
    if (length === 0) out.push(line)
    else
      out.push(
        `$$${source
          .slice(at + 1, at + length)
          .join(' ')
          .trim()}$$`,
      )
    at += length
  }
  return out
}

/** Up to the line that closes it; 0 when there is none. */
function linesOfFormula(source: readonly string[], from: number): number {
  const end = source.slice(from, from + 40).findIndex((line) => line.trim() === '$$' || line.trim() === '')
  return end > 0 && source[from + end]?.trim() === '$$' ? end + 1 : 0
}

function readLine(raw: string, out: Line[], resolves: Resolves | undefined): void {
  const { prefix, rest } = splitContainer(raw)
  const heading = /^(#{1,6})(?:[ \t]+(.*))?$/.exec(rest)
  if (heading?.[1] !== undefined) {
    const text = sanitizeInline(withoutClosingMarks(heading[2] ?? ''), resolves).trim()
    if (text === '') return
    if (prefix === '') blankBefore(out)
    out.push({ kind: 'heading', prefix, level: heading[1].length, text })
    return
  }
  if (/^(=+|-+)[ \t]*$/.test(rest)) {
    underline(prefix, rest.trim(), out)
    return
  }
  if (/^([-*_])([ \t]*\1){2,}[ \t]*$/.test(rest)) {
    out.push({ kind: 'text', text: `${prefix}* * *` })
    return
  }
  // A hard line break, in the form that does not depend on what follows
  const line = sanitizeInline(rest.replace(/(?<!\\)((?:\\\\)*)\\$/, '$1  '), resolves)
  if (line.trim() === '') {
    // An empty list item below a line of text would underline it into a heading
    out.push({ kind: 'text', text: prefix.replace(/(?:[ \t]*(?:[-+*]|\d{1,9}[.)]))*[ \t]*$/, '') })
    return
  }
  out.push({ kind: 'text', text: prefix + startOfLine(line) })
}

/** `# Title ##` is called "Title", `# C#` is called "C#". */
function withoutClosingMarks(title: string): string {
  const text = title.trim()
  let end = text.length
  while (text[end - 1] === '#') end--
  return end === 0 || /\s/.test(text[end - 1] ?? '') ? text.slice(0, end).trim() : text
}

/** `===` and `---` make a heading of what stands above, or a rule, or the begin of front matter. */
function underline(prefix: string, marks: string, out: Line[]): void {
  const above = out.at(-1)
  const before = out.at(-2)
  const single = before === undefined || before.kind === 'heading' || isBlank(before)
  if (prefix === '' && above?.kind === 'text' && single && isParagraph(above.text)) {
    out.pop()
    out.push({ kind: 'heading', prefix: '', level: marks.startsWith('=') ? 1 : 2, text: above.text.trim() })
  } else if (marks.startsWith('=')) {
    out.push({ kind: 'text', text: `${prefix}\\${marks}` })
  } else if (marks.length >= 3) {
    out.push({ kind: 'text', text: `${prefix}* * *` })
  } else {
    out.push({ kind: 'text', text: prefix.trimEnd() })
  }
}

const isParagraph = (line: string): boolean =>
  line.trim() !== '' && !/^(\s{4}|\t|\s*([>|]|[-+*]\s|\d+[.)]\s|`{3}|~{3}))/.test(line)

/** Quote and list marks, and the white space after them. */
function splitContainer(raw: string): { prefix: string; rest: string } {
  const prefix = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*/.exec(raw)?.[0] ?? ''
  // `- - -` is a rule and no list of lists
  const rule = /^[ \t]*([-*_])([ \t]*\1){2,}[ \t]*$/.test(raw)
  const length = rule ? raw.length - raw.trimStart().length : prefix.length
  return { prefix: raw.slice(0, length), rest: raw.slice(length) }
}

/** What would begin a block: the scanner took the line for text, so it must be text for the reader too. */
const blockStart =
  /^(?:#{1,6}(?:\s|$)|>|[-+*](?:\s|$)|=+\s*$|-+\s*$|-{3}(?![-:| \t]*$)|~{3}|([-*_])(?:\s*\1){2,}\s*$)/

function startOfLine(line: string): string {
  const text = line.trimStart()
  if (/^\d{1,9}[.)](?:\s|$)/.test(text)) return text.replace(/[.)]/, '\\$&')
  return blockStart.test(text) ? `\\${text}` : line
}

function blankBefore(out: Line[]): void {
  if (out.length > 0 && !isBlank(out.at(-1))) out.push({ kind: 'text', text: '' })
}

const isBlank = (line: Line | undefined): boolean => line?.kind === 'text' && line.text.trim() === ''

function openFence(raw: string): { fence: Fence; info: string } | null {
  const quoted = /^(?: {0,3}> ?)+/.exec(raw)?.[0] ?? ''
  const found = /^([ \t]*)(`{3,}|~{3,})[ \t]*(.*)$/.exec(raw.slice(quoted.length))
  if (found?.[2] === undefined) return null
  const info = found[3] ?? ''
  if (found[2].startsWith('`') && info.includes('`')) return null
  return {
    fence: {
      mark: found[2],
      indent: (found[1] ?? '').length,
      quotes: quoted.replace(/[^>]/g, '').length,
    },
    info: /^[\w+#.-]{1,30}/.exec(info)?.[0] ?? '',
  }
}

const closes = (line: string, mark: string): boolean => {
  const marks = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1]
  return marks?.startsWith(mark) === true
}

const quote = (depth: number): string => '> '.repeat(depth)

function unquote(raw: string, depth: number): string | null {
  let rest = raw
  for (let level = 0; level < depth; level++) {
    const mark = /^ {0,3}> ?/.exec(rest)?.[0]
    if (mark === undefined) return null
    rest = rest.slice(mark.length)
  }
  return rest
}

const indentOf = (line: string): number => /^[ \t]*/.exec(line)?.[0].length ?? 0

const dedent = (line: string, indent: number): string => line.slice(Math.min(indentOf(line), indent))
