import type { Line } from '../facts/read-segments.ts'
import { oneLine } from '../facts/safe-values.ts'
import { record } from '../facts/talk-facts.ts'

/**
 * The heading of the section that holds the transcript, which the page shows line by line: the one whose text has the first
 * and the last line. Templates call it what they want.
 */
export function transcriptHeading(structured: unknown, lines: readonly Line[]): string | null {
  const { sections } = record(structured)
  const plain = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '')
  const [first, last] = [plain(lines[0]?.text ?? ''), plain(lines.at(-1)?.text ?? '')]
  let heading: string | null = null
  let text = ''
  const found: { heading: string; text: string }[] = []
  for (const one of Array.isArray(sections) ? sections : []) {
    const { level, heading: name, body } = record(one)
    if (typeof level === 'number' && level <= 2) {
      if (heading !== null) found.push({ heading, text })
      heading = level === 2 ? oneLine(name) : null
      text = ''
    }
    text += typeof body === 'string' ? plain(body) : ''
  }
  if (heading !== null) found.push({ heading, text })
  return found.find((one) => one.text.includes(first) && one.text.endsWith(last))?.heading ?? null
}
