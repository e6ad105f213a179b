import type { PageFacts } from '@async-events/core'
import { isOnlyWhen } from '../times/is-only-when.ts'
import { readWhen } from '../times/read-when.ts'
import { factLabel } from './fact-labels.ts'

/** Number of lines searched from the top, and maximum length of a line of facts. */
const maxLines = 24
const maxFactLine = 200

/**
 * Drops the title, what only repeats facts before it, and lines of time, room and speakers after it: the document has
 * its own. A line goes only when all that it says is among the facts.
 */
export function withoutFactLines(markdown: string, facts: PageFacts): string {
  const lines = markdown.split('\n')
  const title = facts.title === null ? '' : bare(facts.title)
  const place = lines
    .slice(0, maxLines)
    .findIndex((line) => title !== '' && /^#{1,4} /.test(line) && bare(line).startsWith(title))
  const above = lines.slice(0, Math.max(place, 0)).join(' ')
  // A heading far down repeats the title within the text; what is above it is text.
  const start = place >= 0 && bare(above).length < 300 ? place + 1 : 0
  const known = knownTexts(facts)
  const kept = lines
    .slice(0, Math.max(start - 1, 0))
    .filter((line) => line.trim() !== '' && !isKnown(line, known, facts))
  const sections = lines.filter((line) => sectionLabels.has(headingLabel(line))).length
  let leading = true
  let heading = start > 0 ? headingRest(lines[start - 1] ?? '', title) : ''
  if (heading !== '' && isKnown(heading, known, facts)) heading = ''
  if (heading !== '') kept.push(heading, '')
  for (const line of lines.slice(start)) {
    if (leading && line.trim() !== '') {
      const isHeading = sections > 1 && headingLabel(line) === 'text'
      if (!isHeading && isFactLine(line) && isKnown(line, known, facts)) continue
      leading = false
    }
    kept.push(line)
  }
  while (isEmptySection(kept.at(-1))) kept.pop()
  return kept.join('\n').trim()
}

/** `## Video` at the end: what stood below is a fact. */
const isEmptySection = (line: string | undefined): boolean =>
  line !== undefined && (line.trim() === '' || (/^#{2,6} /.test(line) && mediaLabels.has(headingLabel(line))))
const mediaLabels = new Set(['video', 'attachments', 'links'])

/** Of `## Abstract`: it stays where `## Biography` follows. */
const headingLabel = (line: string): string =>
  /^(?:#{1,6} .+|\*\*[^*]+\*\*)$/.test(line) ? (factLabel(bare(line)) ?? '') : ''
const sectionLabels = new Set(['text', 'biography', 'speakers', 'authors'])

const isFactLine = (line: string): boolean => bare(line).length <= maxFactLine && !/^(?:```|\||>)/.test(line)

/** What a heading says behind the title. */
const headingRest = (line: string, title: string): string => {
  const text = line.replace(/^#{1,4} /, '')
  return bare(text) === title ? '' : text.slice(title.length).replace(/^[\s,;:|–—-]+/, '')
}

/** Values of the facts, the longest first, so that none is cut out of another. */
function knownTexts(facts: PageFacts): string[] {
  return [
    facts.title,
    facts.room,
    facts.track,
    facts.event,
    ...facts.speakers.map((person) => person.name),
    ...facts.keywords,
  ]
    .flatMap((value) => (value === null || value.length < 2 ? [] : [bare(value)]))
    .sort((a, b) => b.length - a.length)
}

/** Whether nothing is left of the line without facts, their labels and the words between them. */
function isKnown(line: string, known: readonly string[], facts: PageFacts): boolean {
  let text = bare(line)
  for (const value of known) text = text.replaceAll(value, ' | ')
  return text
    .split(/[|·•]/)
    .flatMap((piece) =>
      factLabel(piece.split(':')[0] ?? '') === null ? [piece] : [piece.slice(piece.indexOf(':') + 1)],
    )
    .every((piece) => isSilent(piece) || isStatedTime(piece, facts))
}

const isSilent = (piece: string): boolean =>
  !/[\p{L}\p{N}]/u.test(
    piece.replace(/\b(?:and|und|et|y|e|en|by|with|von|mit|par|por|door|met|in|at|on|im|the)\b/gi, ' '),
  ) || factLabel(piece) !== null

function isStatedTime(piece: string, facts: PageFacts): boolean {
  if (!isOnlyWhen(piece)) return false
  const { start, end, duration, date } = readWhen(piece, { labelled: true })
  return (
    (start === null || start === facts.startTime || start === facts.endTime) &&
    (end === null || end === facts.endTime) &&
    (duration === null || duration === facts.duration) &&
    (date === null || date === facts.day) &&
    (start !== null || facts.day !== null || duration !== null)
  )
}

const bare = (text: string): string =>
  text
    .replace(/\[[^\]]*\]\([^)\s]*\.ics(?:\?[^)]*)?\)/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[\\*_`#]/g, '')
    .replace(/^\s*(?:[-+]|\d+\.)\s/, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
