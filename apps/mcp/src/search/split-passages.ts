export interface Passage {
  /** Headings above it, from the document's own down. */
  headings: string[]
  text: string
  /** Line of the document where it begins, from 1. */
  line: number
}

/** Paragraphs, lists and other blocks between blank lines, without front matter. */
export function splitPassages(markdown: string): Passage[] {
  const lines = markdown.split(/\r?\n/)
  const passages: Passage[] = []
  const headings: string[] = []
  let fence: string | null = null
  let block: string[] = []
  let begin = 0
  const close = (): void => {
    if (block.length > 0)
      passages.push({ headings: headings.filter(Boolean), text: block.join('\n'), line: begin + 1 })
    block = []
  }
  for (let at = endOfFrontMatter(lines); at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1]
    if (mark !== undefined && fence === null) fence = mark
    else if (fence !== null && mark?.startsWith(fence)) fence = null
    const heading = fence === null ? /^(#{1,6}) +(.*?)(?: +#+)? *$/.exec(line) : null
    if (heading) {
      close()
      const level = heading[1]?.length ?? 1
      headings.length = Math.min(headings.length, level - 1)
      headings[level - 1] = heading[2] ?? ''
    } else if (line.trim() === '' && fence === null) close()
    else {
      if (block.length === 0) begin = at
      block.push(line)
    }
  }
  close()
  return passages
}

function endOfFrontMatter(lines: readonly string[]): number {
  if (lines[0] !== '---') return 0
  const end = lines.indexOf('---', 1)
  return end < 0 ? 0 : end + 1
}
