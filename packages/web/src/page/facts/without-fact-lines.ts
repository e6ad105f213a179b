import type { PageFacts } from '@async-events/core'

/** Number of lines searched from the top, and maximum length of a line of facts. */
const maxLines = 24
const maxFactLine = 160

/** Drops the title, all before it, and the line of time, room and speakers after it: the document has its own. */
export function withoutFactLines(markdown: string, facts: PageFacts): string {
  const lines = markdown.split('\n')
  const title = facts.title === null ? '' : bare(facts.title)
  const place = lines
    .slice(0, maxLines)
    .findIndex((line) => title !== '' && /^#{1,4} /.test(line) && bare(line).startsWith(title))
  const above = lines.slice(0, Math.max(place, 0)).join(' ')
  // A heading far down repeats the title within the text; what is above it is text.
  const start = place >= 0 && bare(above).length < 300 ? place + 1 : 0

  const values = [facts.room, facts.track, facts.event, ...facts.speakers.map((person) => person.name)]
    .filter((value) => value !== null && value.length > 2)
    .map((value) => bare(value ?? ''))
  const kept: string[] = []
  let leading = true
  for (const line of lines.slice(start)) {
    if (leading && line.trim() !== '') {
      const text = bare(line)
      const states = values.some((value) => text.includes(value)) || /\b\d{1,2}:\d{2}\b/.test(text)
      if (states && text.length <= maxFactLine && !/^(?:#|```|\||>|[-*] |\d+\. )/.test(line)) continue
      leading = false
    }
    kept.push(line)
  }
  return kept.join('\n').trim()
}

const bare = (text: string): string =>
  text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[\\*_`#]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
