/** A piece of Markdown: text that is translated, or what stays, such as code, rules and marks of lists. */
export interface MarkdownPiece {
  text: string
  translated: boolean
}

const containers = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])|#{1,6}(?=[ \t])))*[ \t]*/
const fence = /^[ \t>]*(`{3,}|~{3,})/

/**
 * Markdown in pieces, which together are the text: paragraphs, items, headings and cells are translated, fenced code,
 * rules and definitions stay. Lines of a paragraph are one piece, as a sentence runs over them. `quotes` says whether
 * quotations are translated.
 */
export function splitMarkdown(markdown: string, { quotes }: { quotes: boolean }): MarkdownPiece[] {
  const pieces: MarkdownPiece[] = []
  const stay = (text: string) => pieces.push({ text, translated: false })
  let open: string | null = null
  let goesOn = false
  for (const [index, line] of markdown.split('\n').entries()) {
    if (index > 0) stay('\n')
    const mark = fence.exec(line)?.[1]
    if (open !== null || mark !== undefined) {
      open = open === null ? (mark ?? null) : mark?.startsWith(open) ? null : open
      stay(line)
      goesOn = false
      continue
    }
    const prefix = containers.exec(line)?.[0] ?? ''
    const body = line.slice(prefix.length)
    const isCode = /^(?: {4}|\t)/.test(line) && !goesOn
    if (
      body.trim() === '' ||
      isCode ||
      /^\[[^\]]+\]:\s|^[-=*_ |:]+$/.test(body) ||
      (!quotes && prefix.includes('>'))
    ) {
      stay(line)
      goesOn = false
    } else if (/^\|.*\|\s*$/.test(body)) {
      stay(prefix)
      for (const cell of body.split(/((?<!\\)\|)/))
        pieces.push({ text: cell, translated: cell.trim() !== '' && cell !== '|' })
      goesOn = false
    } else {
      const last = pieces.at(-2)
      if (goesOn && prefix.trim() === '' && last !== undefined) {
        pieces.pop()
        last.text = `${last.text} ${body.trim()}`
      } else {
        stay(prefix)
        pieces.push({ text: body, translated: true })
      }
      goesOn = !/ {2}$|\\$/.test(body) && !prefix.includes('#')
    }
  }
  return pieces
}
