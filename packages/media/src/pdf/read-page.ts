import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { boundBlocks } from './bound-blocks.ts'
import { countLetters } from './clean-text.ts'
import { hasMissingFonts } from './has-missing-fonts.ts'
import { linesOfBlocks, type PageBlock } from './page-block.ts'
import { pageBlocks } from './page-blocks.ts'
import type { OutlineEntry, PageText } from './pdf-messages.ts'
import { addAnnotations } from './read-annotations.ts'
import { readLinks } from './read-links.ts'
import { readText } from './read-text.ts'
import { titleOfBlocks } from './title-of-blocks.ts'
import { unreadPage } from './unread-page.ts'

/** A page with fewer letters and digits is read by OCR. */
const fewLetters = 16
/** So may be one with so few outside of its margins. */
const littleLetters = 80
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
}

export class PageTooLarge extends Error {
  override readonly name = 'PageTooLarge'
}

/** Reads the text of a page as far as possible. Throws `PageTooLarge` only. */
export async function readPage(
  document: PDFDocumentProxy,
  number: number,
  { outline, textLeft }: ReadPageOptions,
): Promise<PageText> {
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
  const shown = pageBlocks(lines, size)
  const whole = (source && (await attempt(() => addAnnotations(source, shown)))) ?? shown
  const fonts = source && (await attempt(() => hasMissingFonts(source, whole)))
  const { blocks, cut } = boundBlocks(whole, Math.min(maxTextLength, textLeft))
  source?.cleanup()

  const unread = unreadPage(number, outline)
  const few = lettersOf(whole) < fewLetters
  const letters = lettersOf(whole.filter(isContent))
  return {
    ...unread,
    blocks,
    cut,
    title: titleOfBlocks(blocks) ?? unread.title,
    links,
    readable,
    needs: {
      few,
      little: !few && letters < littleLetters,
      empty: letters < fewLetters,
      fonts: fonts ?? false,
    },
  }
}

const lettersOf = (blocks: readonly PageBlock[]): number => countLetters(linesOfBlocks(blocks).join('\n'))

const isContent = ({ place }: PageBlock): boolean => place.bottom > content.top && place.top < content.bottom

function checkSize(page: PDFPageProxy, number: number): void {
  const [left = 0, top = 0, right = 0, bottom = 0] = page.view
  if (Math.max(Math.abs(right - left), Math.abs(bottom - top)) > maxSide)
    throw new PageTooLarge(`Page ${number} of the PDF is larger than 200 × 200 inches`)
}
