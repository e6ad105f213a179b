import { isElement, type PageElement, type PageNode } from '../tree/bounded-page.ts'
import { textWithin } from '../tree/text-within.ts'
import { headingLevel, parentOf } from './elements.ts'
import { factIn } from './facts-around.ts'
import type { PartFact } from './part.ts'
import { dayName } from './times-in-text.ts'

const mostNodes = 3_000
const mostChars = 160
const mostLines = 6

export interface EventLines {
  /** What names the conference above its talks, or null. */
  name: string | null
  /** Lines with its dates: they complete weekdays of talks. */
  dates: string[]
}

/** What a page for many talks says about the whole event, before the first of the kept nodes. */
export function eventLines(body: PageElement, first: PageNode | undefined): EventLines {
  const dates = new Set<string>()
  let title: string | null = null
  let other: string | null = null
  let seen = 0
  const open: PageNode[] = [body]
  for (let node = open.pop(); node && node !== first && seen < mostNodes; node = open.pop()) {
    seen += 1
    if (isElement(node)) {
      for (let index = node.children.length - 1; index >= 0; index -= 1) {
        const child = node.children[index]
        if (child) open.push(child)
      }
      if (headingLevel(node) === 1) {
        const text = textWithin(node, mostChars)
        if (text !== null && isName(text)) title ??= text
      }
      continue
    }
    if (node.type !== 'text' || node.data.trim() === '') continue
    const line = lineOf(node)
    if (line === null) continue
    if (/(?:19|20)\d\d/.test(line) && dayName.test(line) && dates.size < mostLines) dates.add(line)
    else if (eventWord.test(line) && isName(line)) other ??= line
  }
  return { name: title ?? other, dates: [...dates] }
}

/** The shortest element around a text that ends a line. */
function lineOf(node: PageNode): string | null {
  let around = parentOf(node)
  while (around && /^(?:a|abbr|b|em|font|i|span|strong|time|small)$/.test(around.name))
    around = parentOf(around)
  const line = around && textWithin(around, mostChars)
  return line === '' ? null : line
}

/** Of an event of one day in one room the talks have both. */
export function factsOfEvent({ name, dates }: EventLines): PartFact[] {
  const facts: PartFact[] = name === null ? [] : [{ label: 'Event', value: name }]
  const [line, ...others] = dates
  if (line === undefined || others.length > 0) return facts
  const date = oneDate.exec(line)
  const isRange = date !== null && /[-–—/]\s*$|\b(?:to|bis|and|und|au|al)\s*$/.test(line.slice(0, date.index))
  if (date === null || isRange || /^\s*[-–—]\s*\d/.test(line.slice(date.index + date[0].length))) return facts
  facts.push({ label: 'Date', value: date[0] })
  for (const piece of line.split(/\s*[·|•●,;]\s*/)) {
    const fact = factIn(piece)
    if (fact?.label === 'Room') facts.push(fact)
  }
  return facts
}

const oneDate =
  /\b\d{4}-\d\d-\d\d\b|\b\d{1,2}(?:st|nd|rd|th|\.)?\s+(?:de\s+)?\p{L}{3,10}\.?,?\s+(?:de\s+)?\d{4}|\p{L}{3,10}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}/u

const eventWord =
  /\b(?:conference|workshop|symposium|congress|summit|konferenz|tagung|kongress|conférence|congrès|congreso|conferencia|convegno|congresso)\b/i

/** `Schedule` and `Program for Monday` name no conference. */
const isName = (line: string): boolean =>
  line.length <= 120 &&
  !isListName(line) &&
  (eventWord.test(line) || /\b(?:19|20)\d\d\b|['’]\d\d\b/.test(line)) &&
  !/^(?:overview|welcome|call for|about|\W*\d)/i.test(line.replace(/^\d+(?:st|nd|rd|th)\b/i, 'x'))

/** A word for a list of talks, alone or with a day. */
export const isListName = (text: string): boolean =>
  /^(?:(?:the|full|final|conference|technical|main|browse|our)\s+)*(?:program(?:me|m)?|schedule|agenda|timetable|sessions?|talks|speakers|browsesessions|fahrplan|zeitplan|vorträge|programa|horario|programmazione|conftool pro)(?:\s+(?:for|on|of|overview|am|für)\b.*|\s+\d{4})?$/i.test(
    text.trim(),
  )
