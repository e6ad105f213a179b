import sax from 'sax'
import { scheduleLimits } from '../limits.ts'
import { ScheduleRefused } from '../schedule-refused.ts'
import type { Report } from '../stated.ts'

/** An element, with what is in it. Names are without prefixes, in lower case. */
export interface XmlElement {
  name: string
  line: number
  attributes: Readonly<Record<string, string>>
  children: XmlElement[]
  /** Of the element and all elements in it, paragraphs on lines of their own; not of those that `readXml` is asked for. */
  text: string
}

export interface XmlPlace {
  element: XmlElement
  /** From the root to the parent; these have no children yet. */
  ancestors: readonly XmlElement[]
}

const maxErrors = 20
/** Characters of one element. */
const maxText = 200_000

/**
 * Reads XML as a stream: `on` gets each element of these names when it ends, and it is forgotten then. A DOCTYPE is refused, so
 * there are no entities but those of XML and HTML. What is not well-formed is reported, and reading goes on as browsers do.
 */
export function readXml(
  text: string,
  { names, report, on }: { names: ReadonlySet<string>; report: Report; on(place: XmlPlace): void },
): void {
  const parser = sax.parser(true, { position: true })
  const open: XmlElement[] = []
  let [elements, errors] = [0, 0]
  /** How many of the open elements are wanted: only what is in these is kept. */
  let wanted = 0

  const end = (): void => {
    const element = open.pop()
    if (element === undefined) return
    if (names.has(element.name)) {
      wanted -= 1
      on({ element, ancestors: open })
    }
    const parent = open.at(-1)
    if (parent === undefined || wanted === 0) return
    if (names.has(element.name)) return
    parent.children.push(element)
    // Nobody asks for all the text of what is read element by element.
    if (!names.has(parent.name))
      append(parent, isBlock.test(element.name) ? `\n${element.text}\n` : element.text)
  }

  parser.ondoctype = () => {
    throw new ScheduleRefused(
      'unreadable',
      'The schedule has a DOCTYPE, which is refused: it may define entities.',
    )
  }
  parser.onopentag = ({ name, attributes }) => {
    elements += 1
    if (elements > scheduleLimits.values || open.length >= scheduleLimits.depth)
      throw new ScheduleRefused(
        'too_large',
        `The schedule has more than ${scheduleLimits.values} elements, or more than ${scheduleLimits.depth} in one another.`,
      )
    const element: XmlElement = {
      name: localName(name),
      line: lineAt(parser.startTagPosition),
      attributes: namedLocally(attributes),
      children: [],
      text: '',
    }
    // Where the end tag of an event is missing, the next one ends it.
    const unclosed = open.findLastIndex((one) => one.name === element.name && names.has(one.name))
    if (unclosed >= 0) {
      report.problem(
        'malformed',
        open[unclosed]?.line ?? element.line,
        `The element <${name}> is not closed.`,
      )
      while (open.length > unclosed) end()
    }
    open.push(element)
    if (names.has(element.name)) wanted += 1
  }
  parser.onclosetag = (name) => {
    const place = open.findLastIndex((one) => one.name === localName(name))
    while (place >= 0 && open.length > place) end()
  }
  const onText = (piece: string): void => {
    const top = open.at(-1)
    if (top !== undefined && wanted > 0) append(top, piece)
  }
  parser.ontext = onText
  parser.oncdata = onText
  parser.onerror = (error) => {
    errors += 1
    if (errors <= maxErrors)
      report.problem(
        'malformed',
        (parser.line ?? 0) + 1,
        `This is not well-formed XML: ${firstLine(error.message)}.`,
      )
    // Its types do not say that null is how an error is forgiven.
    Object.assign(parser, { error: null })
    parser.resume()
  }
  const lineAt = linesOf(text)
  parser.write(text)
  // What is still open is cut off. Between two events nothing else would tell that there were more.
  const cut = open.findLast(({ name }) => names.has(name)) ?? open.at(-1)
  if (cut !== undefined) {
    const line = names.has(cut.name) ? cut.line : lineAt(text.length)
    report.problem('malformed', line, `The source ends within the element <${cut.name}>.`)
  }
  while (open.length > 0) end()
}

const append = (element: XmlElement, piece: string): void => {
  if (element.text.length < maxText) element.text += piece.slice(0, maxText - element.text.length)
}

/** Pages put into a schedule as they are have their own elements. */
const isBlock = /^(?:p|br|li|ul|ol|div|h[1-6]|pre|tr|blockquote)$/

const localName = (name: string): string => name.slice(name.indexOf(':') + 1).toLowerCase()

const noAttributes: Readonly<Record<string, string>> = {}

function namedLocally(attributes: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const entries = Object.entries(attributes)
  if (entries.length === 0) return noAttributes
  return Object.fromEntries(entries.map(([key, value]) => [localName(key), String(value)]))
}

const firstLine = (message: string): string => message.split('\n', 1)[0] ?? ''

/** Lines by offset, for offsets in ascending order. */
function linesOf(text: string): (offset: number) => number {
  let [line, from] = [1, 0]
  return (offset) => {
    for (let at = text.indexOf('\n', from); at >= 0 && at < offset - 1; at = text.indexOf('\n', from)) {
      line += 1
      from = at + 1
    }
    return line
  }
}

export const childNamed = (element: XmlElement, ...names: string[]): XmlElement | undefined =>
  names
    .map((name) => element.children.find((child) => child.name === name))
    .find((found) => found !== undefined)

/** Text of the first of these children that has any; null for none. */
export function childText(element: XmlElement, ...names: string[]): string | null {
  for (const name of names) {
    const found = element.children.find((child) => child.name === name && child.text.trim() !== '')
    if (found) return found.text
  }
  return null
}

/** All elements of a name, at any depth. */
export const within = (element: XmlElement | undefined, name: string): XmlElement[] =>
  (element?.children ?? []).flatMap((child) => (child.name === name ? [child] : within(child, name)))
