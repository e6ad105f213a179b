import { isStatedName } from './stated-facts.ts'

const maxLines = 30

/**
 * `Title: …`, `Speaker: …` in the first lines of a text, as in mails, MultiMarkdown and fields of reStructuredText, with
 * the text below. Null unless the lines before the first blank are all of this kind and name known facts.
 */
export function readHeaderLines(text: string): { data: Record<string, unknown>; body: string } | null {
  const lines = text.replace(/^\s*\n/, '').split('\n', maxLines + 1)
  const data: Record<string, unknown> = {}
  let last: string | null = null
  let count = 0
  for (const line of lines) {
    if (line.trim() === '') break
    const pair = /^(?:[:#]\+?)?([\p{L}][\p{L} _-]{1,30}):(?:[ \t]+(.*))?$/u.exec(line)
    if (pair?.[1] !== undefined && (isStatedName(pair[1]) || line.startsWith(':') || line.startsWith('#+'))) {
      last = pair[1]
      data[last] ??= (pair[2] ?? '').trim()
    } else if (last !== null && /^[ \t]+\S/.test(line)) data[last] = `${String(data[last])} ${line.trim()}`
    else return null
    count += 1
  }
  const known = Object.keys(data).filter(isStatedName).length
  if (known === 0 || count > maxLines) return null
  const start = text.replace(/^\s*\n/, '')
  const length = lines.slice(0, count).reduce((sum, line) => sum + line.length + 1, 0)
  return { data, body: start.slice(length) }
}

/** Pandoc's `% title`, `% authors`, `% date`. */
export function readTitleBlock(text: string): { data: Record<string, unknown>; body: string } | null {
  const found = /^%[ \t]+([^\n]{1,300})\n(?:%[ \t]*([^\n]{0,300})\n)?(?:%[ \t]*([^\n]{0,100})\n)?/.exec(text)
  if (!found) return null
  const [whole, title, author = '', date = ''] = found
  return { data: { title, author, date }, body: text.slice(whole.length) }
}
