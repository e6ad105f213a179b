/** The headings that a reader of CommonMark sees, in lists and quotes too, but not in fenced code. For tests. */
export function headingsOf(markdown: string): { level: number; text: string }[] {
  const headings: { level: number; text: string }[] = []
  let fence: string | null = null
  let paragraph = false
  for (const raw of markdown.split('\n')) {
    const line = raw.replace(/^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*/, '')
    const mark = /^(`{3,}(?!.*`)|~{3,})/.exec(raw.replace(/^(?: {0,3}> ?)+/, ''))?.[1]
    if (fence !== null) {
      if (mark?.startsWith(fence) && line.trim() === mark) fence = null
      continue
    }
    if (mark !== undefined) {
      fence = mark
      paragraph = false
      continue
    }
    const atx = /^(#{1,6})(?:\s+(.*?))?(?:\s+#+)?\s*$/.exec(line)
    if (atx?.[1]) headings.push({ level: atx[1].length, text: atx[2] ?? '' })
    else if (paragraph && /^(=+|-+)\s*$/.test(line))
      headings.push({ level: line.startsWith('=') ? 1 : 2, text: '' })
    paragraph = line.trim() !== '' && !atx
  }
  return headings
}
