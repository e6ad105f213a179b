import { isElement, type PageElement, type PageNode } from '../tree/bounded-page.ts'
import { textWithin } from '../tree/text-within.ts'
import { elementsIn, headingLevel, parentOf, shapeOf } from './elements.ts'
import type { PartFact } from './part.ts'
import { clockTime, dayName } from './times-in-text.ts'

const most = 120
const mostSiblings = 400

/** Day, time and room that stand above a talk: headings of the groups it is in, each unless the talk has its own. */
export function factsAround(block: PageElement, body: PageElement, nodes: readonly PageNode[]): PartFact[] {
  const own = nodes.map((node) => textWithin(node, 2_000) ?? '').join(' ')
  const found = new Map<string, string>()
  if (clockTime.test(own)) found.set('Time', '')
  if (dayName.test(own)) found.set('Date', '')
  let level = headingLevel(block) ?? 7
  for (let element = block; element !== body; ) {
    const shape = shapeOf(element)
    let looked = 0
    for (
      let before = element.prev as PageNode | null;
      before && looked < mostSiblings;
      before = before.prev as PageNode | null
    ) {
      if (!isElement(before)) continue
      looked += 1
      const own = headingLevel(before)
      if (own !== null && own >= level) continue
      if (own === null && shapeOf(before) === shape) continue
      const text = headOf(before)
      if (text === null) continue
      const fact = factIn(text)
      // Text of another talk is longer than its time.
      const isFact = fact !== null && (own !== null || fact.value !== text || isBare(text))
      if (isFact && !found.has(fact.label)) found.set(fact.label, fact.value)
      if (own !== null) level = own
    }
    const parent = parentOf(element)
    if (parent === null) break
    element = parent
  }
  return [...found].flatMap(([label, value]) => (value === '' ? [] : [{ label, value }]))
}

/** The text of a heading, of a block that holds only one, or of a short line. */
function headOf(element: PageElement): string | null {
  const [only] = elementsIn(element)
  const head = headingLevel(element) === null && only && headingLevel(only) !== null ? only : element
  return textWithin(head, most)
}

const listOf =
  /^(?:program(?:me)?|schedule|agenda|sessions|talks|fahrplan|programm)\s+(?:for|of|on|am|für)?\s*/i

/** What a heading above talks says about them. */
export function factIn(text: string): PartFact | null {
  if (text === '') return null
  const labelled = /^(?:room|raum|saal|salle|sala|hall|stage|bühne|location|ort|lieu)\s*:\s*(.+)$/i.exec(
    text,
  )?.[1]
  if (labelled !== undefined) return { label: 'Room', value: labelled }
  const track = /^(?:track|devroom|strang|themenstrang|stream)\s*:\s*(.+)$/i.exec(text)?.[1]
  if (track !== undefined) return { label: 'Track', value: track }
  const bracketed = /\(((?:room|raum|saal|hörsaal|salle|sala|hall|auditorium)\b[^()]{1,40})\)/i.exec(
    text,
  )?.[1]
  if (bracketed !== undefined) return { label: 'Room', value: bracketed }
  if (dayName.test(text)) return { label: 'Date', value: text.replace(listOf, '') }
  if (clockTime.test(text)) return { label: 'Time', value: text }
  if (
    /^(?:(?:main|lecture|small|great)\s)?(?:room|hall|auditorium|stage|raum|saal|hörsaal|salle|sala|aula)\b.{0,40}$|\b(?:room|hall|auditorium|stage|saal|hörsaal|theatre)$/i.test(
      text,
    )
  )
    return { label: 'Room', value: text }
  return null
}

const isBare = (text: string): boolean => text.replace(/[^\p{L}]+/gu, '').length <= 24
