import { lineBullet } from './bullets.ts'
import { cleanCode, cleanText } from './clean-text.ts'
import { findTable } from './find-table.ts'
import { beginsPoint, edgeKey, goesOn, paragraphGap, type Setting, sizeKey } from './goes-on.ts'
import { looksLikeCode } from './looks-like-code.ts'
import type { PageBlock, Place } from './page-block.ts'
import type { TextLine } from './text-lines.ts'
import type { RuledTable } from './text-piece.ts'
import { charWidth } from './text-rows.ts'

/** In the units of the lines. */
export interface PageSize {
  width: number
  height: number
}

/** Lines of one code, table or paragraph. */
const mostLines = 200
/** Share of the room of a part that lines of one size need to tell its edge. */
const wideShare = 0.5
const deepest = 5
const mostIndent = 60
/** Share of lines that read as code where letters do not tell. */
const codeLike = 0.6

/** Parts of a page from its lines in reading order: points, paragraphs, code and tables. */
export function pageBlocks(lines: readonly TextLine[], page: PageSize): PageBlock[] {
  const blocks: PageBlock[] = []
  const onlyMono = lines.filter(({ mono }) => mono).length > 0.9 * lines.length
  for (const region of regionsOf(lines)) {
    const setting = settingOf(region, lines, page)
    const levels: number[] = []
    for (let at = 0; at < region.length; ) {
      const rest = region.slice(at, at + mostLines)
      const found =
        codeFrom(rest, onlyMono, page) ?? tableFrom(rest, page) ?? pointFrom(rest, setting, levels, page)
      blocks.push(found.block)
      at += found.lines
    }
  }
  return blocks.filter(({ lines: own, rows }) => own.length > 0 || rows)
}

interface Found {
  block: PageBlock
  lines: number
}

function regionsOf(lines: readonly TextLine[]): TextLine[][] {
  return [...Map.groupBy(lines, ({ region }) => region).values()]
}

function settingOf(region: readonly TextLine[], lines: readonly TextLine[], page: PageSize): Setting {
  const right = Math.max(...region.map(edgeOf))
  const top = Math.min(...region.map(topOf))
  const bottom = Math.max(...region.map(({ y }) => y))
  // Text beside it ends the part; else it may go on to the margin, which is as wide as that on the left.
  const beside = lines.filter((line) => line.x >= right && line.y > top && topOf(line) < bottom)
  const margin = Math.min(0.1 * page.width, ...lines.map(({ x }) => Math.max(0, x)))
  const limit = Math.min(page.width - margin, ...beside.map(({ x, size }) => x - size))
  const distances = region
    .slice(1)
    .flatMap((line, index) => {
      const last = region[index]
      const distance = last ? line.y - last.y : 0
      const isSame = last && Math.abs(last.size - line.size) < 0.08 * line.size
      return isSame && distance > 0.5 * line.size ? distance / line.size : []
    })
    .toSorted((one, other) => one - other)
  const [pitch = 0] = distances
  const capital = region.filter(({ text }) => /^\p{Lu}/u.test(text.replace(lineBullet, '').trim()))
  return {
    edges: edgesOf(region, Math.max(right, limit)),
    limit: Math.max(right, limit),
    pitch,
    apart: distances.some((distance) => distance > paragraphGap * pitch) && distances.length > 1,
    capitals: new Set(capital.map(edgeKey)),
    centred: isCentred(region),
  }
}

/** Edges of the lines of each size; those of all lines where lines of a size are short and say nothing of their room. */
function edgesOf(region: readonly TextLine[], limit: number): Setting['edges'] {
  const all = rangeOf(region)
  const bySize = [...Map.groupBy(region, sizeKey)].map(([key, lines]) => [key, rangeOf(lines)] as const)
  return new Map(
    bySize.map(([key, own]) => [key, own.right - own.left >= wideShare * (limit - all.left) ? own : all]),
  )
}

const rangeOf = (lines: readonly TextLine[]): { left: number; right: number } => ({
  left: Math.min(...lines.map(({ x }) => x)),
  right: Math.max(...lines.map(edgeOf)),
})

const edgeOf = ({ x, width }: TextLine): number => x + width
const topOf = ({ y, size }: TextLine): number => y - size

function isCentred(region: readonly TextLine[]): boolean {
  const [first] = region
  if (first === undefined || region.length < 2) return false
  const isSame = (of: (line: TextLine) => number) =>
    region.every((line) => Math.abs(of(line) - of(first)) < 0.5 * line.size)
  return isSame(({ x, width }) => x + width / 2) && !isSame(({ x }) => x)
}

/** Lines in letters of one width, or lines that read as code, with their indentation. */
function codeFrom(rest: readonly TextLine[], onlyMono: boolean, page: PageSize): Found | null {
  const [first] = rest
  if (first === undefined) return null
  const mono = runOf(rest, (line) => line.mono && !lineBullet.test(line.text))
  const isSign = mono.length === 1 && first.text.length < 4
  const likely = mono.filter(({ text }) => looksLikeCode(text)).length
  if (mono.length > 0 && !isSign && (!onlyMono || likely >= codeLike * mono.length)) {
    const [char = first.size * 0.6] = mono
      .map(({ cells }) => cells[0])
      .flatMap((cell) => (cell ? charWidth(cell) : []))
    return { block: codeBlock(mono, char, 1, page), lines: mono.length }
  }
  if (!looksLikeCode(first.text) || first.cells.length > 1) return null
  const plain = runOf(
    rest,
    (line) => line.font === first.font && line.cells.length === 1 && !beginsPoint(line.text),
  )
  if (plain.length < 3 || plain.filter(({ text }) => looksLikeCode(text)).length < codeLike * plain.length)
    return null
  const steps = plain
    .map(({ x }) => x - Math.min(...plain.map((line) => line.x)))
    .filter((step) => step > 0.6 * first.size)
  return { block: codeBlock(plain, Math.min(...steps, 40 * first.size), 4, page), lines: plain.length }
}

function runOf(lines: readonly TextLine[], fits: (line: TextLine) => boolean): TextLine[] {
  const [first] = lines
  if (first === undefined) return []
  const end = lines.findIndex((line, index) => {
    const last = lines[index - 1]
    const isFar = last !== undefined && (line.y <= last.y || line.y - last.y > 4 * line.size)
    return !fits(line) || isFar || Math.abs(line.size - first.size) > 0.1 * first.size
  })
  return lines.slice(0, end === -1 ? lines.length : end)
}

/** `step` is the width of so many `blanks` of indentation. */
function codeBlock(lines: readonly TextLine[], step: number, blanks: number, page: PageSize): PageBlock {
  const left = Math.min(...lines.map(({ x }) => x))
  const distances = lines.slice(1).map(({ y }, index) => y - (lines[index]?.y ?? 0))
  const pitch = Math.min(...distances)
  const texts = lines.flatMap((line, index) => {
    const indent = Math.min(mostIndent, Math.round((line.x - left) / step) * blanks)
    const isApart = index > 0 && (distances[index - 1] ?? 0) > 1.6 * pitch
    const text = ' '.repeat(indent) + codeText(line)
    return isApart ? ['', text] : [text]
  })
  return { kind: 'code', lines: texts, level: 0, ...boxOf(lines, page) }
}

function codeText({ cells }: TextLine): string {
  let text = ''
  let right = 0
  for (const cell of cells) {
    const gap =
      text === '' ? 0 : Math.max(1, Math.min(mostIndent, Math.round((cell.x - right) / charWidth(cell))))
    text += ' '.repeat(gap) + cell.text
    right = cell.x + cell.width
  }
  return cleanCode(text.trimStart())
}

function tableFrom(rest: readonly TextLine[], page: PageSize): Found | null {
  const ruled = rest[0] && ruledTable(rest[0])
  if (rest[0] && ruled) {
    const { place, size } = boxOf(rest.slice(0, 1), page)
    const whole = { ...place, bottom: Math.round((1000 * ruled.bottom) / page.height) / 1000 }
    return { block: { kind: 'table', lines: [], rows: ruled.rows, level: 0, place: whole, size }, lines: 1 }
  }
  const table = findTable(rest)
  if (table === null) return null
  const rows = table.rows.map((cells) => cells.map(cleanText))
  const used = rest.slice(0, table.lines)
  return { block: { kind: 'table', lines: [], rows, level: 0, ...boxOf(used, page) }, lines: table.lines }
}

const ruledTable = ({ cells }: TextLine): RuledTable | undefined => cells[0]?.table

/** A point or a paragraph: a line, and those that go on with it. */
function pointFrom(rest: readonly TextLine[], setting: Setting, levels: number[], page: PageSize): Found {
  const used = rest.slice(0, 1)
  const [first] = used
  for (const line of rest.slice(1)) {
    const last = used.at(-1)
    if (first === undefined || last === undefined || ruledTable(line)) break
    if (!goesOn(last, line, first, setting)) break
    used.push(line)
  }
  const lines = used.map(({ text }) => cleanText(text)).filter((text) => text !== '')
  const level = first === undefined || setting.centred || first.rtl ? 0 : levelOf(first, levels, page)
  const kind = beginsPoint(lines[0] ?? '') ? 'item' : 'text'
  return { block: { kind, lines, level, ...boxOf(used, page) }, lines: used.length }
}

/** Depth by left edges: those of the points that a point stands under. What is centred on the page stands under none. */
function levelOf({ x, size, width }: TextLine, levels: number[], page: PageSize): number {
  const isCentral = Math.abs(x + width / 2 - page.width / 2) < 0.01 * page.width && x > 0.15 * page.width
  while (levels.length > 1 && (levels.at(-1) ?? 0) > x + 0.4 * size) levels.pop()
  const top = levels.at(-1)
  if (top === undefined || (x > top + 0.4 * size && !isCentral)) levels.push(x)
  else if (x < top) levels[levels.length - 1] = x
  return Math.min(deepest, levels.length - 1)
}

function boxOf(lines: readonly TextLine[], page: PageSize): { place: Place; size: number } {
  const part = (value: number, of: number): number => Math.round((1000 * value) / of) / 1000
  return {
    place: {
      left: part(Math.min(...lines.map(({ x }) => x)), page.width),
      top: part(Math.min(...lines.map(topOf)), page.height),
      right: part(Math.max(...lines.map(edgeOf)), page.width),
      bottom: part(Math.max(...lines.map(({ y, size }) => y + 0.25 * size)), page.height),
    },
    size: part(10 * Math.max(...lines.map(({ size }) => size)), page.height) / 10,
  }
}
