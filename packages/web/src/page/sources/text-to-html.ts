import { escapeHtml } from './escape-html.ts'

export type TextMarkup = 'plain' | 'rst' | 'asciidoc' | 'org'

type Block =
  | { kind: 'heading'; level: number; text: string }
  | { kind: 'paragraph'; lines: string[] }
  | { kind: 'list'; ordered: boolean; items: string[][] }
  | { kind: 'code'; lines: string[] }

/** Plain text as HTML: paragraphs, with the lines joined that an editor wrapped; lists, underlined headings, links. */
export function textToHtml(text: string, markup: TextMarkup): string {
  const lines = withoutMargin(text.replace(/\r\n?|\u2028|\u2029|\f/g, '\n').split('\n'))
  const blocks = readBlocks(lines, markup)
  return blocks.map(htmlOf).join('\n')
}

/** Old documents have a margin. */
function withoutMargin(lines: string[]): string[] {
  const expanded = lines.map((line) => line.replace(/\t/g, '    ').trimEnd())
  const margin = Math.min(...expanded.filter((line) => line !== '').map((line) => line.search(/\S/)))
  return margin > 0 && Number.isFinite(margin) ? expanded.map((line) => line.slice(margin)) : expanded
}

function readBlocks(lines: readonly string[], markup: TextMarkup): Block[] {
  const blocks: Block[] = []
  for (let at = 0; at < lines.length; ) {
    if (lines[at] === '') {
      at += 1
      continue
    }
    let end = at
    while (end < lines.length && lines[end] !== '') end += 1
    readGroup(lines.slice(at, end), markup, blocks)
    at = end
  }
  return blocks
}

const listMark = /^(\s{0,8})(?:([-*+•‣◦–])|(?:\d{1,3}|[a-z])[.)])\s+(?=\S)/
const labelledLine = /^\s*[\p{L}][\p{L} /-]{1,28}:\s+\S/u

/** A group of lines without a blank one. */
function readGroup(group: readonly string[], markup: TextMarkup, blocks: Block[]): void {
  let rest = [...group]
  for (let heading = headingIn(rest, markup); heading; heading = headingIn(rest, markup)) {
    blocks.push({ kind: 'heading', level: heading.level, text: heading.text })
    rest = rest.slice(heading.lines)
  }
  if (rest.length === 0) return
  if (isDrawn(rest)) {
    blocks.push({ kind: 'code', lines: rest })
    return
  }
  let paragraph: string[] = []
  const end = (): void => {
    if (paragraph.length > 0) blocks.push({ kind: 'paragraph', lines: paragraph })
    paragraph = []
  }
  const items = rest.filter((line) => listMark.test(line)).length
  const listed = items >= 2 || listMark.test(rest[0] ?? '')
  for (const [index, line] of rest.entries()) {
    const mark = listed ? listMark.exec(line) : null
    const last = blocks.at(-1)
    if (mark) {
      end()
      const item = line.slice(mark[0].length)
      const ordered = mark[2] === undefined
      if (last?.kind === 'list' && last.ordered === ordered) last.items.push([item])
      else blocks.push({ kind: 'list', ordered, items: [[item]] })
    } else if (listed && paragraph.length === 0 && last?.kind === 'list' && index > 0) {
      last.items.at(-1)?.push(line.trim())
    } else if (labelledLine.test(line) && (index === 0 || labelledLine.test(rest[index - 1] ?? ''))) {
      end()
      blocks.push({ kind: 'paragraph', lines: [line] })
    } else paragraph.push(line)
  }
  end()
}

/** Columns, drawings and code keep their blanks: several lines with runs of them, or all far to the right. */
function isDrawn(group: readonly string[]): boolean {
  if (group.length === 0 || group.some((line) => listMark.test(line))) return false
  const indented = group.filter((line) => /^ {4}/.test(line)).length
  if (indented === group.length && group.length > 1) return true
  const columns = group.filter((line) => /\S {3,}\S/.test(line)).length
  return group.length > 1 && columns * 2 > group.length
}

function headingIn(
  group: readonly string[],
  markup: TextMarkup,
): { level: number; text: string; lines: number } | null {
  const [first = '', second = '', third = ''] = group
  if (markup === 'asciidoc' || markup === 'org') {
    const found = (markup === 'org' ? /^(\*{1,5})\s+(.{1,200})$/ : /^(={1,5})\s+(.{1,200})$/).exec(first)
    if (found?.[1] && found[2]) return { level: Math.min(6, found[1].length), text: found[2], lines: 1 }
  }
  // A title between two lines, then one with a line below.
  if (isRule(first) && isRule(third) && second.trim() !== '' && first.length >= second.trim().length)
    return { level: 1, text: second.trim(), lines: 3 }
  if (
    isRule(second) &&
    first.trim() !== '' &&
    first.length <= 120 &&
    Math.abs(second.length - first.length) <= 4
  )
    return { level: second.startsWith('=') ? 1 : 2, text: first.trim(), lines: 2 }
  return null
}

const isRule = (line: string): boolean => /^([=\-~^"'*+#`:.])\1{2,}$/.test(line)

function htmlOf(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${inline(block.text)}</h${block.level}>`
    case 'code':
      return `<pre>${escapeHtml(block.lines.join('\n'))}</pre>`
    case 'list': {
      const name = block.ordered ? 'ol' : 'ul'
      const items = block.items.map((lines) => `<li>${inline(joined(lines).join(' '))}</li>`)
      return `<${name}>${items.join('')}</${name}>`
    }
    case 'paragraph':
      return `<p>${joined(block.lines).map(inline).join('<br>')}</p>`
  }
}

/**
 * Lines that an editor wrapped are one: each but the last is so long that the next word would have gone beyond the
 * longest line. Verses and addresses keep theirs.
 */
function joined(lines: readonly string[]): string[] {
  const bare = lines.map((line) => line.trim())
  if (bare.length === 1) return bare
  const width = Math.max(...bare.map((line) => line.length))
  if (width < 45 || width > 160) return bare
  const full = bare
    .slice(0, -1)
    .filter(
      (line, index) => line.length + 1 + (/^\S+/.exec(bare[index + 1] ?? '')?.[0].length ?? 0) > width - 4,
    )
  const isWrapped = full.length * 5 >= (bare.length - 1) * 4
  if (!isWrapped) return bare
  return [
    bare.reduce((text, line) =>
      /\p{L}-$/u.test(text) && /^\p{Ll}/u.test(line) ? text + line : `${text} ${line}`,
    ),
  ]
}

const address = /https?:\/\/[^\s<>"'`]{3,2000}/g

function inline(text: string): string {
  let html = ''
  let at = 0
  for (const found of text.matchAll(address)) {
    // The full stop of the sentence, and a bracket around the address.
    const url = found[0].replace(/[.,;:!?]+$/, '').replace(/^([^(]*)\)[.,;:!?]*$/, '$1')
    html += `${escapeHtml(text.slice(at, found.index))}<a href="${escapeHtml(url)}">${escapeHtml(url)}</a>`
    at = found.index + url.length
  }
  return html + escapeHtml(text.slice(at))
}
