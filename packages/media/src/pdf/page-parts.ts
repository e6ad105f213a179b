import { isPicture } from './is-picture.ts'
import { linesOfBlocks } from './page-block.ts'
import type { DrawnPage, PageNeeds, PageText, PdfDocument, PdfPage } from './pdf-messages.ts'
import { unreadPage } from './unread-page.ts'

/** Texts and drawings of pages, which come from several processes, put together to pages. */
export interface PageParts {
  /** The number of pages, before anything is complete. */
  begin(document: PdfDocument): void
  /** These return the page once, when it is complete. */
  addText(text: PageText): PdfPage | null
  /** Null: it could not be drawn. The last drawing of a page is taken, or one before that shows more. */
  addDrawing(number: number, drawn: DrawnPage | null, isLast: boolean): PdfPage | null
  /** Nothing is known of the page. */
  loseText(number: number): PdfPage | null
  unread(): number[]
  undrawn(): number[]
  /** Pages that wait for their last drawing. */
  redraw(): { number: number; needs: PageNeeds }[]
  /** Whether all pages are complete, or wait for their last drawing. */
  isSettled(): boolean
}

export function createPageParts({ scans }: { scans: boolean }): PageParts {
  const texts = new Map<number, PageText>()
  const drawings = new Map<number, { drawn: DrawnPage | null; isLast: boolean }>()
  const redraw = new Map<number, PageNeeds>()
  const complete = new Set<number>()
  let document: PdfDocument | null = null

  function settle(number: number): PdfPage | null {
    const [text, drawing] = [texts.get(number), drawings.get(number)]
    if (!text || !drawing || complete.has(number)) return null
    if (!drawing.isLast && needsMore(text.needs, drawing.drawn, scans)) {
      redraw.set(number, text.needs)
      return null
    }
    redraw.delete(number)
    complete.add(number)
    return pageOf(text, drawing.drawn)
  }

  function addDrawing(number: number, drawn: DrawnPage | null, isLast: boolean): PdfPage | null {
    const known = drawings.get(number)
    // Two processes may draw the page at which they meet.
    if (known && !isLast) return null
    const kept = known?.drawn ? { ...known.drawn, complete: false } : null
    drawings.set(number, { drawn: drawn ?? kept, isLast })
    return settle(number)
  }

  const without = (known: ReadonlyMap<number, unknown>): number[] =>
    Array.from({ length: document?.pages ?? 0 }, (_, at) => at + 1).filter((number) => !known.has(number))

  return {
    begin(given) {
      document ??= given
    },
    addText(text) {
      texts.set(text.number, text)
      return settle(text.number)
    },
    addDrawing,
    loseText(number) {
      texts.set(number, unreadPage(number, document?.outline ?? []))
      drawings.set(number, { drawn: null, isLast: true })
      return settle(number)
    },
    unread: () => without(texts),
    undrawn: () => without(drawings),
    redraw: () =>
      [...redraw].map(([number, needs]) => ({ number, needs })).toSorted((a, b) => a.number - b.number),
    isSettled: () => complete.size + redraw.size === document?.pages,
  }
}

/** Whether PDFium's picture is not all that a page needs. */
const needsMore = (needs: PageNeeds, drawn: DrawnPage | null, scans: boolean): boolean =>
  drawn === null ||
  needs.fonts ||
  (needs.little && drawn.images === null) ||
  (scans && ((needs.few && !drawn.blank) || isPicture(needs, drawn)))

function pageOf({ needs, ...text }: PageText, drawn: DrawnPage | null): PdfPage {
  const isTextless = drawn !== null && (needs.few || (needs.empty && isPicture(needs, drawn)))
  return {
    ...text,
    kind: 'page',
    text: linesOfBlocks(text.blocks).join('\n'),
    picture: drawn?.picture ?? null,
    thumbnail: drawn?.thumbnail ?? null,
    scan: drawn?.scan ?? null,
    fingerprint: drawn?.fingerprint ?? null,
    textless: isTextless && !drawn.blank,
    readable: text.readable && drawn?.complete === true,
  }
}
