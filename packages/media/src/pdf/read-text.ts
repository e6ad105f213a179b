import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { cleanText } from './clean-text.ts'
import { composeAccents } from './compose-accents.ts'
import { multiply } from './matrix.ts'
import { monoFonts } from './mono-fonts.ts'
import { orderText } from './order-text.ts'
import { readRules } from './read-rules.ts'
import { takeRuledTables } from './ruled-tables.ts'
import type { TextLine } from './text-lines.ts'
import type { TextPiece } from './text-piece.ts'

type PageText = Awaited<ReturnType<PDFPageProxy['getTextContent']>>
type TextItem = Extract<PageText['items'][number], { str: string }>

/** Pieces by writing direction, in steps of 15 degrees. */
type Directions = Map<number, TextPiece[]>

/** Lines of a page in reading order; text in a minority direction comes last. Units are points. */
export async function readText(page: PDFPageProxy): Promise<TextLine[]> {
  const { transform, scale } = page.getViewport({ scale: 1 })
  const { items, styles } = await page.getTextContent()
  const directions: Directions = new Map()
  const stated = new Set(Object.keys(styles).filter((font) => styles[font]?.fontFamily === 'monospace'))
  for (const item of items) if ('str' in item && item.str !== '') sortIn(directions, item, transform, scale)
  const level = directions.get(0)
  if (level && mayHoldTable(level)) directions.set(0, takeRuledTables(level, await readRules(page)))
  let regions = 0
  return [...directions.values()]
    .toSorted((one, other) => other.length - one.length)
    .flatMap((pieces) => {
      const fonts = new Set([...stated, ...monoFonts(pieces)])
      const known = pieces.map((piece) => ({ ...piece, mono: fonts.has(piece.font) }))
      const lines = orderText(composeAccents(known)).map((line) => ({
        ...line,
        region: line.region + regions,
      }))
      regions = 1 + Math.max(regions, ...lines.map(({ region }) => region).slice(-1))
      return lines
    })
    .map((line) => ({ ...line, text: cleanText(line.text) }))
    .filter(({ text }) => text !== '')
}

/** Whether pieces stand next to each other in some rows, as cells do: only then are lines looked for. */
function mayHoldTable(pieces: readonly TextPiece[]): boolean {
  const rows = Map.groupBy(
    pieces.filter(({ text }) => text.trim() !== ''),
    ({ y }) => Math.round(y),
  )
  return [...rows.values()].filter(({ length }) => length > 1).length >= 2
}

function sortIn(directions: Directions, item: TextItem, viewport: number[], scale: number): void {
  const [a, b, c, d, x, y] = multiply(viewport, item.transform)
  const vertical = item.dir === 'ttb'
  const angle = Math.atan2(b, a) + (vertical ? Math.PI / 2 : 0)
  const size = Math.hypot(c, d)
  if (![x, y, angle].every(Number.isFinite) || !(size > 0)) return
  const direction = Math.round(angle / (Math.PI / 12))
  // Rotated to left-to-right.
  const cos = Math.cos(-angle)
  const sin = Math.sin(-angle)
  const piece = {
    text: item.str,
    x: x * cos - y * sin,
    y: x * sin + y * cos,
    width: (vertical ? item.height : item.width) * scale,
    size,
    rtl: item.dir === 'rtl',
    font: item.fontName,
    mono: false,
  }
  const known = directions.get(direction)
  if (known) known.push(piece)
  else directions.set(direction, [piece])
}
