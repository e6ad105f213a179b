import type { PdfIndex } from '../src/pdf/contract.ts'
import { slideMarkdown } from '../src/transform/document/slide-text.ts'
import { chooseSlides } from '../src/transform/slides/choose-slides.ts'
import type { Slide } from '../src/transform/slides/slide.ts'

export interface DeckSlides {
  index: PdfIndex
  /** As a document shows them. */
  slides: (Slide & { markdown: string })[]
}

/** What a document without a recording shows of a deck. */
export function slidesOf(index: PdfIndex): DeckSlides {
  const sha256 = '0'.repeat(64)
  const pdfs = [{ pdf: { index: { key: 'index', sha256, bytes: 1 } }, index }]
  const { slides } = chooseSlides({ pdfs, shown: { pages: [], scenes: [] }, frames: [] })
  return { index, slides: slides.map((slide) => ({ ...slide, markdown: slideMarkdown(slide) })) }
}
