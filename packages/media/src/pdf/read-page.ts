import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { boundBlocks } from './bound-blocks.ts'
import { countLetters } from './clean-text.ts'
import { type DrawnPage, drawPage, drawScan } from './draw-page.ts'
import { hasMissingFonts } from './has-missing-fonts.ts'
import type { Pdfium } from './open-pdfium.ts'
import { linesOfBlocks, type PageBlock } from './page-block.ts'
import { pageBlocks } from './page-blocks.ts'
import { isPageCounter } from './page-counter.ts'
import type { OutlineEntry, ToldPage } from './pdf-messages.ts'
import { addAnnotations } from './read-annotations.ts'
import { readLinks } from './read-links.ts'
import { readText } from './read-text.ts'
import { titleOfBlocks } from './title-of-blocks.ts'

/** A page with fewer letters and digits is read by OCR. */
const fewLetters = 16
/** So is one with so few outside of its margins, where images cover so much of it. */
const underImages = { letters: 80, images: 0.35 }
/** Fractions of a page's height between which its content stands. */
const content = { top: 0.1, bottom: 0.86 }
/** Per page; slides have hundreds, a dense book page 5,000. Twice as many fit into an output line. */
const maxTextLength = 20_000
/** Largest side of a page in points: 200 inches (ISO 32000-1, annex C). */
const maxSide = 14_400

export interface ReadPageOptions {
  outline: readonly OutlineEntry[]
  /** Remaining characters of the document's text. */
  textLeft: number
  /** Whether a page with hardly any text is rendered for OCR. */
  scans: boolean
  /** Null for a document that it cannot open. */
  pdfium: Pdfium | null
}

export interface ReadPage {
  page: ToldPage
  /** Null when rendering fails. */
  drawn: DrawnPage | null
}

export class PageTooLarge extends Error {
  override readonly name = 'PageTooLarge'
}

/** Reads and renders a page as far as possible. Throws `PageTooLarge` only. */
export async function readPage(
  document: PDFDocumentProxy,
  number: number,
  { outline, textLeft, scans, pdfium: opened }: ReadPageOptions,
): Promise<ReadPage> {
  let readable = true
  const attempt = async <T>(act: () => Promise<T>): Promise<T | null> => {
    try {
      return await act()
    } catch {
      readable = false
      return null
    }
  }
  const source = await attempt(() => document.getPage(number))
  if (source !== null) checkSize(source, number)
  const lines = (source && (await attempt(() => readText(source)))) ?? []
  const links = (source && (await attempt(() => readLinks(source)))) ?? []
  const size = source?.getViewport({ scale: 1 }) ?? { width: 1, height: 1 }
  const drawnText = pageBlocks(lines, size)
  const whole = (source && (await attempt(() => addAnnotations(source, drawnText)))) ?? drawnText
  const { blocks, cut } = boundBlocks(whole, Math.min(maxTextLength, textLeft))
  const few = lettersOf(whole) < fewLetters
  const letters = lettersOf(whole.filter(isContent))
  const maybePicture = !few && letters < underImages.letters
  const pdfium = source && (await attempt(() => hasMissingFonts(source, whole))) ? null : opened
  const drawing = { scan: few && scans, pdfium, images: maybePicture }
  const drawn = source && (await attempt(() => drawPage(source, drawing)))
  const isPicture = maybePicture && (drawn?.images ?? 0) >= underImages.images
  const scan = isPicture && scans && source ? await attempt(() => drawScan(source, pdfium)) : null
  source?.cleanup()

  const unread = unreadPage(number, outline)
  const page = {
    ...unread,
    blocks,
    cut,
    title: titleOfBlocks(blocks) ?? unread.title,
    links,
    textless: (few || (isPicture && letters < fewLetters)) && drawn !== null && !drawn.blank,
    fingerprint: drawn?.fingerprint ?? null,
    readable,
  }
  return { page, drawn: drawn && scan ? { ...drawn, scan } : drawn }
}

const lettersOf = (blocks: readonly PageBlock[]): number => countLetters(linesOfBlocks(blocks).join('\n'))

const isContent = ({ place }: PageBlock): boolean => place.bottom > content.top && place.top < content.bottom

/** A page's data before it is read. */
export function unreadPage(number: number, outline: readonly OutlineEntry[]): ToldPage {
  return {
    kind: 'page',
    number,
    blocks: [],
    cut: false,
    title: outline.find(({ page, title }) => page === number && !isPageCounter(title))?.title ?? null,
    links: [],
    picture: null,
    thumbnail: null,
    textless: false,
    scan: null,
    fingerprint: null,
    readable: false,
  }
}

function checkSize(page: PDFPageProxy, number: number): void {
  const [left = 0, top = 0, right = 0, bottom = 0] = page.view
  if (Math.max(Math.abs(right - left), Math.abs(bottom - top)) > maxSide)
    throw new PageTooLarge(`Page ${number} of the PDF is larger than 200 × 200 inches`)
}
