import { emojiValues } from './emoji-label.ts'
import { type FactLabel, factLabel, isPreposition } from './fact-labels.ts'
import { type FlatElement, type FlatLine, type FlatPage, outermost, sameText } from './flat-element.ts'
import { isInside, textOf } from './flat-page.ts'
import { iconLabel } from './icon-label.ts'

/** A label on the page and the text that it stands for. */
export interface LabelledValue {
  label: FactLabel
  /** As written. */
  name: string
  /** An icon stands for the label. */
  icon: boolean
  from: number
  to: number
  /** Elements of the value, as a range of indexes. */
  first: number
  last: number
  /** Elements that hold the label and this value and nothing else. */
  elements: FlatElement[]
  /** What a heading stands over, which may be prose; otherwise one line or cell. */
  block: boolean
}

/** Every label with its value: in lists, tables, definition lists, sentences with a colon, elements side by side, headings. */
export function labelledValues(page: FlatPage): LabelledValue[] {
  const found: LabelledValue[] = []
  const tables = new Set<FlatElement>()
  for (const line of page.lines) {
    const zone = line.block.zone
    if (zone === 'nav' || zone === 'footer' || zone === 'breadcrumb' || zone === 'related') continue
    const { text } = line
    const marked = emojiValues(text)
    if (marked.length > 0) {
      for (const { label, emoji, from, to } of marked)
        found.push({
          label,
          name: emoji,
          icon: true,
          from: line.from + from,
          to: line.from + to,
          first: line.first,
          last: line.last,
          elements: sameText(line.block, line) ? [outermost(line.block)] : [],
          block: false,
        })
      continue
    }
    const whole = text.length <= 56 ? factLabel(text) : null
    if (whole !== null) {
      const value = valueAfter(page, line, whole, tables)
      if (value !== null) found.push(value)
      else if (line.heading === null) found.push(...valuesWithin(page, line))
      continue
    }
    if (line.to - line.from <= 600) found.push(...valuesWithin(page, line))
  }
  return found
}

/** The value of a label that fills its line. */
function valueAfter(
  page: FlatPage,
  line: FlatLine,
  label: FactLabel,
  tables: Set<FlatElement>,
): LabelledValue | null {
  const own = outermostWithin(line)
  const cell = closest(line.block, (element) => element.name === 'td' || element.name === 'th')
  if (cell && sameText(cell, line)) return valueInTable(page, line, label, cell, tables)
  const term = closest(line.block, (element) => element.name === 'dt')
  if (term && sameText(term, line)) return valueOfTerm(page, line, label, term)
  if (line.heading !== null && sameText(line.heading, line))
    return valueUnderHeading(page, line, label, line.heading)
  return valueBeside(page, line, label, own)
}

/** The block that has the text of the line alone, or the line's block. */
const outermostWithin = (line: FlatLine): FlatElement =>
  sameText(line.block, line) ? outermost(line.block) : line.block

function closest(element: FlatElement, is: (element: FlatElement) => boolean): FlatElement | null {
  for (
    let outer: FlatElement | null = element, steps = 0;
    outer !== null && steps < 6;
    outer = outer.parent, steps += 1
  )
    if (is(outer)) return outer
  return null
}

const labelled = (
  line: FlatLine,
  label: FactLabel,
  value: FlatElement,
  elements: FlatElement[],
  block = false,
): LabelledValue => ({
  label,
  name: line.text,
  icon: false,
  from: value.from,
  to: value.to,
  first: value.index,
  last: value.end,
  elements,
  block,
})

/** `<dt>Room</dt><dd>…</dd>`, with several `dd`, or each pair in a `div`. */
function valueOfTerm(
  page: FlatPage,
  line: FlatLine,
  label: FactLabel,
  term: FlatElement,
): LabelledValue | null {
  const values: FlatElement[] = []
  for (let at = term.end; at < (term.parent?.end ?? 0); ) {
    const next = page.elements[at]
    if (!next || next.name === 'dt') break
    if (next.name === 'dd') values.push(next)
    at = next.end
  }
  const [first] = values
  const last = values.at(-1)
  if (!first || !last || first.from === last.to) return null
  return { ...labelled(line, label, first, [term, ...values]), to: last.to, last: last.end }
}

/** The next cell of the row, or the cell below in a table with a row of labels and one of values. */
function valueInTable(
  page: FlatPage,
  line: FlatLine,
  label: FactLabel,
  cell: FlatElement,
  tables: Set<FlatElement>,
): LabelledValue | null {
  const row = cell.parent
  if (row === null) return null
  const cells = childrenOf(page, row)
  if (cells.length === 1) return valueBelowRow(page, line, label, row)
  const place = cells.indexOf(cell)
  const labels = cells.filter(
    (each) => each.to - each.from <= 56 && factLabel(textOf(page, each)) !== null,
  ).length
  const next = cells[place + 1]
  const table = closest(row, (element) => element.name === 'table')
  if (labels >= 2 && labels * 2 >= cells.length && cells.length > 2 - Number(place > 0)) {
    const rows = table ? rowsOf(page, table) : []
    const below = rows[rows.indexOf(row) + 1]
    const values = below ? childrenOf(page, below) : []
    const pairs =
      cells.length % 2 === 0 &&
      cells.every((each, at) => at % 2 === 1 || factLabel(textOf(page, each)) !== null) &&
      labels * 2 === cells.length
    if (!pairs) {
      const value = values[place]
      // More rows than one are a list of sessions.
      if (!value || !table || rows.length > 2 || values.length !== cells.length || value.from === value.to)
        return null
      tables.add(table)
      return labelled(line, label, value, [cell, value])
    }
  }
  if (!next || next.from === next.to || factLabel(textOf(page, next)) !== null) return null
  return labelled(line, label, next, cells.length === 2 ? [row] : [cell, next])
}

/** Rows below a row with nothing but a label, up to the next such row. */
function valueBelowRow(
  page: FlatPage,
  line: FlatLine,
  label: FactLabel,
  row: FlatElement,
): LabelledValue | null {
  const rows: FlatElement[] = []
  for (let at = row.end; at < (row.parent?.end ?? 0); ) {
    const next = page.elements[at]
    if (!next) break
    const single = childrenOf(page, next).length === 1 || next.words.includes('section')
    if (single && next.to - next.from <= 56 && factLabel(textOf(page, next)) !== null) break
    rows.push(next)
    at = next.end
  }
  const [first] = rows
  const last = rows.at(-1)
  if (!first || !last || first.from === last.to) return null
  return { ...labelled(line, label, first, [row, ...rows], true), to: last.to, last: last.end }
}

function rowsOf(page: FlatPage, table: FlatElement): FlatElement[] {
  const rows: FlatElement[] = []
  for (let at = table.index + 1; at < table.end && rows.length < 4; ) {
    const element = page.elements[at]
    if (!element) break
    if (element.name === 'tr') {
      rows.push(element)
      at = element.end
    } else at += 1
  }
  return rows
}

function childrenOf(page: FlatPage, parent: FlatElement): FlatElement[] {
  const children: FlatElement[] = []
  for (let at = parent.index + 1; at < parent.end && children.length < 60; ) {
    const child = page.elements[at]
    if (!child) break
    children.push(child)
    at = child.end
  }
  return children
}

/** All up to the next heading, within the part of the page that the heading is in. */
function valueUnderHeading(
  page: FlatPage,
  line: FlatLine,
  label: FactLabel,
  heading: FlatElement,
): LabelledValue | null {
  const own = outermost(heading)
  const first = page.elements[own.end]
  const lineAfter = page.lines[line.index + 1]
  const container = own.parent
  if (container === null || !lineAfter || lineAfter.from >= container.to) return null
  const level = Number(heading.name.slice(1))
  let to = container.to
  for (let at = line.index + 1; at < page.lines.length; at += 1) {
    const next = page.lines[at]
    if (!next || next.from >= container.to) break
    const below = next.heading
    if (below === null) continue
    // Names of people are smaller headings below `Speakers`; a label is the next fact.
    const smaller =
      Number(below.name.slice(1)) > level && factLabel(next.text) === null && peopleLabels.has(label)
    if (!smaller) {
      to = next.from - 1
      break
    }
  }
  if (to <= lineAfter.from) return null
  let last = own.end
  while (last < container.end && (page.elements[last]?.from ?? 0) < to) last += 1
  const elements = [own]
  for (let at = own.end; at < last; ) {
    const element = page.elements[at]
    if (!element) break
    if (element.parent === container) elements.push(element)
    at = element.end
  }
  return {
    label,
    name: line.text,
    icon: false,
    from: lineAfter.from,
    to,
    first: first?.index ?? own.end,
    last,
    elements,
    block: true,
  }
}
const peopleLabels = new Set<FactLabel>(['speakers', 'authors'])

/** The next line, when it stands beside the label: `<div>Room</div><div>Main Hall</div>`. */
function valueBeside(
  page: FlatPage,
  line: FlatLine,
  label: FactLabel,
  own: FlatElement,
): LabelledValue | null {
  const next = page.lines[line.index + 1]
  const container = own.parent
  if (!next || container === null || isPreposition(line.text) || factLabel(next.text) !== null) return null
  const separate = sameText(own, line)
  const around = separate ? container : own
  if (next.from >= around.to || !isInside(next.block, around)) return null
  if (peopleLabels.has(label)) return peopleBeside(page, line, label, separate ? own : null, around)
  if (next.heading !== line.heading) return null
  const value = page.elements[own.end]
  if (separate && value && value.from === next.from && value.parent === container) {
    const short = value.to - value.from <= 300
    return { ...labelled(line, label, value, [own, value]), to: short ? value.to : next.to }
  }
  // A label on a line of its own within a paragraph: `<b>Room</b><br>Main Hall`.
  return { ...lineValue(line, label, next), elements: sameRange(around, line.from, next.to) }
}

const lineValue = (line: FlatLine, label: FactLabel, value: FlatLine): LabelledValue => ({
  label,
  name: line.text,
  icon: false,
  from: value.from,
  to: value.to,
  first: value.first,
  last: value.last,
  elements: [],
  block: false,
})

/** All that follows in the same part of the page, up to the next label. */
function peopleBeside(
  page: FlatPage,
  line: FlatLine,
  label: FactLabel,
  own: FlatElement | null,
  around: FlatElement,
): LabelledValue | null {
  let last = line
  for (let at = line.index + 1; at < page.lines.length; at += 1) {
    const next = page.lines[at]
    if (
      !next ||
      next.from >= around.to ||
      factLabel(next.text) !== null ||
      labelsWithin(page, next).length > 0
    )
      break
    last = next
  }
  const [first] = page.lines.slice(line.index + 1, line.index + 2)
  if (!first || last === line) return null
  const elements: FlatElement[] = own === null ? [] : [own]
  for (let at = own?.end ?? page.elements.length; at < around.end; ) {
    const element = page.elements[at]
    if (!element || element.from >= last.to) break
    elements.push(element)
    at = element.end
  }
  return { ...lineValue(line, label, first), to: last.to, last: last.last, elements, block: true }
}

const sameRange = (element: FlatElement, from: number, to: number): FlatElement[] =>
  element.from === from && element.to === to ? [outermost(element)] : []

/** `<strong>Room:</strong> Main Hall`, `Room: Main Hall | Time: 10:00`, `<span>Room</span><span>Main Hall</span>`. */
function valuesWithin(page: FlatPage, line: FlatLine): LabelledValue[] {
  const words = labelsWithin(page, line)
  const marks = words.length > 0 ? words : iconsWithin(page, line)
  if (marks.length === 0) return []
  const block = sameText(line.block, line) ? [outermost(line.block)] : []
  const complete = marks[0]?.at === line.from && marks.length === 1
  return marks.flatMap((mark, index): LabelledValue[] => {
    const end = marks[index + 1]?.at ?? line.to
    let { after: from } = mark
    let to = end
    while (from < to && /[\s:：|·•–—,;-]/.test(page.text[from] ?? '')) from += 1
    while (to > from && /[\s|·•;,–—-]/.test(page.text[to - 1] ?? '')) to -= 1
    if (from >= to) return []
    let last = line.first
    while (last < line.last && (page.elements[last]?.from ?? 0) < to) last += 1
    return [
      {
        label: mark.label,
        name: page.text.slice(mark.at, mark.after),
        icon: words.length === 0,
        from,
        to,
        first: line.first,
        last,
        elements: complete ? block : [],
        block: false,
      },
    ]
  })
}

interface LabelMark {
  label: FactLabel
  at: number
  after: number
}

/** Pictures before a value, where there are no words. */
function iconsWithin(page: FlatPage, line: FlatLine): LabelMark[] {
  const marks: LabelMark[] = []
  for (let at = line.first; at < line.last; at += 1) {
    const element = page.elements[at]
    const label = element ? iconLabel(element) : null
    if (!element || label === null) continue
    // What has no text stands at the end of the text before it.
    let from = Math.max(element.from, line.from)
    while (from < line.to && /[\s|·•,]/.test(page.text[from] ?? '')) from += 1
    if (from < line.to && marks.at(-1)?.after !== from) marks.push({ label, at: from, after: from })
  }
  return marks
}

function labelsWithin(page: FlatPage, line: FlatLine): LabelMark[] {
  const marks: LabelMark[] = []
  // Elements: `<strong>Track</strong>: …`, also behind an icon, which has no text.
  for (let at = line.first; at < line.last; at += 1) {
    const element = page.elements[at]
    if (!element || element.from < line.from || element.to >= line.to || element.to - element.from > 56)
      continue
    if (element.to === element.from || element.name === 'a' || (marks.at(-1)?.after ?? 0) > element.from)
      continue
    const text = page.text.slice(element.from, element.to)
    const label = factLabel(text)
    if (label === null) continue
    const colon = /[:：]\s*$/.test(text) || /^\s?[:：]/.test(page.text.slice(element.to, element.to + 2))
    const starts =
      element.from === line.from ||
      /(?:^|[|·•,;/])\s*$/.test(page.text.slice(Math.max(line.from, element.from - 3), element.from))
    if (!colon && (isPreposition(text) || !(starts || isLabelElement(element)))) continue
    if (!colon && line.to - element.to > 120) continue
    marks.push({ label, at: starts || marks.length > 0 ? element.from : element.from, after: element.to })
  }
  // Text: at the start of the line, or after a separator or another value.
  const pattern = /(?:^|[|·•;]\s*|\s{1,3})([\p{L}][\p{L} &/'’()*.-]{0,46}?)\s?[:：](?=\s|\p{L})/gu
  const { text } = line
  if (text.length <= 400 && /[:：]/.test(text)) {
    for (const found of text.matchAll(pattern)) {
      const phrase = found[1] ?? ''
      const start = line.from + found.index + found[0].indexOf(phrase)
      const mark = labelEnding(phrase, start)
      if (mark === null || marks.some((other) => mark.at <= other.after && mark.after >= other.at)) continue
      const before = text.slice(0, mark.at - line.from)
      const starts = before.trim() === '' || /[|·•;,)\]]\s*$/.test(before)
      // In running text a label needs others beside it.
      if (starts || (marks.length > 0 && text.length < 250)) marks.push(mark)
    }
  }
  return marks.sort((a, b) => a.at - b.at)
}

/** The longest label at the end of a phrase: `Main Hall Time` ends in `Time`. */
function labelEnding(phrase: string, start: number): LabelMark | null {
  const whole = factLabel(phrase)
  if (whole !== null) return { label: whole, at: start, after: start + phrase.length }
  for (let at = phrase.indexOf(' '); at !== -1; at = phrase.indexOf(' ', at + 1)) {
    const rest = phrase.slice(at + 1)
    const label = factLabel(rest)
    if (label !== null) return { label, at: start + at + 1, after: start + phrase.length }
  }
  return null
}

const isLabelElement = (element: FlatElement): boolean =>
  element.words.some(
    (word) =>
      word === 'label' || word === 'title' || word === 'heading' || word === 'key' || word === 'caption',
  ) || /^(?:strong|b|label|th|dt)$/.test(element.name)
