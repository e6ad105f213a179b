import type { PdfIndex } from '../../pdf/contract.ts'
import type { SlidesIndex } from '../../slides/contract.ts'
import { type Candidate, dropRepeated } from './drop-repeated.ts'
import { dropRunningBlocks } from './drop-running-blocks.ts'
import { dropRunningLines } from './drop-running-lines.ts'
import { decodeFingerprint } from './fingerprint.ts'
import { sketchOf } from './sketch.ts'
import type { Slide } from './slide.ts'

/** A file of slides, by the `sha256` of its index. */
export interface SlideFile {
  file: string
  index: PdfIndex
}

/** The pages of the slides' files as slides, with their times in the recording. */
export function slidesOfPages(files: readonly (SlideFile | null)[], shown: SlidesIndex): Slide[] {
  const spans = new Map(shown.pages.map(({ file, number, spans: own }) => [`${file} ${number}`, own]))
  const candidates = files.flatMap((known, file) =>
    (known?.index.pages ?? []).map((page): Candidate => {
      const cells = decodeFingerprint(page.fingerprint)
      const sketch = cells && sketchOf(cells)
      const { number, title, text, blocks, notes, ocr, links, picture } = page
      return {
        ...{ number, file, title, text, blocks, notes, ocr, links, picture },
        spans: spans.get(`${known?.file} ${number}`) ?? [],
        sketch,
        visible: cells === null ? picture !== null : sketch !== null,
      }
    }),
  )
  return dropRunningLines(dropRepeated(dropRunningBlocks(candidates))).map(
    ({ sketch: _, visible: __, ...slide }) => slide,
  )
}
