import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { cleanText } from './clean-text.ts'
import { linesOfBlocks, type PageBlock } from './page-block.ts'

/** What is read of the annotations of pdf.js. */
interface Annotation {
  subtype?: string
  /** Bits (ISO 32000-1, 12.5.3). */
  annotationFlags?: number
  rect?: number[]
  contentsObj?: { str?: string }
  /** Lines of a free text, as drawn. */
  textContent?: string[] | null
  fieldType?: string
  fieldValue?: unknown
  options?: { exportValue?: unknown; displayValue?: unknown }[]
  password?: boolean
}

/** Annotations of a page, and characters of one, that are read. */
const most = { annotations: 200, chars: 2_000 }
/** Flags of what a reader is not shown: hidden, and not on the screen. */
const unseen = 2 | 32
/** A footer stands below this fraction of the page. */
const footer = 0.86

/**
 * The blocks of a page with the text of its annotations and form fields: free text, notes and comments, values. What
 * the page says already is left out.
 */
export async function addAnnotations(page: PDFPageProxy, blocks: readonly PageBlock[]): Promise<PageBlock[]> {
  const annotations: Annotation[] = await page.getAnnotations()
  const known = linesOfBlocks(blocks).join(' ')
  const added = annotations
    .slice(0, most.annotations)
    .flatMap((one) => {
      const lines = linesOf(one)
      const isKnown = known.includes(lines.join(' '))
      return lines.length === 0 || isKnown ? [] : [blockOf(page, one, lines)]
    })
    .toSorted((one, other) => one.place.top - other.place.top)
  const at = blocks.findLastIndex(({ place }) => place.top < footer) + 1
  return blocks.toSpliced(at, 0, ...added)
}

function linesOf({ subtype, annotationFlags = 0, contentsObj, textContent, ...field }: Annotation): string[] {
  if (subtype === undefined || subtype === 'Link' || subtype === 'Popup') return []
  if ((annotationFlags & unseen) !== 0) return []
  const stated = subtype === 'Widget' ? fieldText(field) : (contentsObj?.str ?? '')
  // pdf.js gives the lines of a free text as they are drawn; its contents may be a newer version
  const text = stated.trim() === '' ? (textContent ?? []).join('\n') : stated
  return text
    .slice(0, most.chars)
    .split(/[\r\n]+/u)
    .map(cleanText)
    .filter((line) => line !== '')
}

/** Of a text field what was written, of a choice what was chosen; buttons show no text of their own. */
function fieldText({ fieldType, fieldValue, options = [], password }: Omit<Annotation, 'subtype'>): string {
  if (password === true || (fieldType !== 'Tx' && fieldType !== 'Ch')) return ''
  const values = Array.isArray(fieldValue) ? fieldValue : [fieldValue]
  return values
    .map((value) => options.find(({ exportValue }) => exportValue === value)?.displayValue ?? value)
    .filter((value) => typeof value === 'string')
    .join('\n')
}

function blockOf(page: PDFPageProxy, { rect }: Annotation, lines: string[]): PageBlock {
  const view = page.getViewport({ scale: 1 })
  const [a = 0, b = 0, c = 0, d = 0] = rect ?? []
  const [x1 = 0, y1 = 0] = view.convertToViewportPoint(a, b)
  const [x2 = 0, y2 = 0] = view.convertToViewportPoint(c, d)
  const part = (value: number, of: number): number =>
    Number.isFinite(value / of) ? Math.round((1000 * value) / of) / 1000 : 0
  const place = {
    left: part(Math.min(x1, x2), view.width),
    top: part(Math.min(y1, y2), view.height),
    right: part(Math.max(x1, x2), view.width),
    bottom: part(Math.max(y1, y2), view.height),
  }
  const size = Math.min(0.04, Math.max(0, place.bottom - place.top) / Math.max(1, lines.length))
  return { kind: 'text', lines, level: 0, place, size: Math.round(size * 10_000) / 10_000 }
}
