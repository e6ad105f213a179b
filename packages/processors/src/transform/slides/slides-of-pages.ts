import type { PdfIndex } from '../../pdf/contract.ts'
import type { Frame } from '../../video/contract.ts'
import { type Candidate, dropRepeated } from './drop-repeated.ts'
import { dropRunningLines } from './drop-running-lines.ts'
import { decodeFingerprint } from './fingerprint.ts'
import { matchPictures } from './match-pictures.ts'
import { sketchOf } from './sketch.ts'
import type { Slide } from './slide.ts'
import { spansOf } from './spans-of.ts'

/** The pages of the slides' files as slides, with their times in the recording. */
export function slidesOfPages(
  files: readonly (PdfIndex | null)[],
  frames: readonly Frame[],
  duration: number | null,
): Slide[] {
  const pages = files.flatMap((index, file) => (index?.pages ?? []).map((page) => ({ ...page, file })))
  const prints = pages.map(({ fingerprint, picture }) => ({
    cells: decodeFingerprint(fingerprint),
    aspect: picture ? picture.width / picture.height : 16 / 9,
  }))
  const pictures = frames.map(({ fingerprint, width, height }) => ({
    cells: decodeFingerprint(fingerprint),
    aspect: width / height,
  }))
  const times = frames.map(({ time }) => time)
  const spans = spansOf(matchPictures(pictures, prints), times, duration)
  const candidates = pages.map((page, index): Candidate => {
    const cells = prints[index]?.cells ?? null
    const sketch = cells && sketchOf(cells)
    const { number, file, title, text, ocr, links, picture } = page
    return {
      ...{ number, file, title, text, ocr, links, picture },
      spans: spans.get(index) ?? [],
      sketch,
      visible: cells === null ? picture !== null : sketch !== null,
    }
  })
  return dropRunningLines(dropRepeated(candidates)).map(({ sketch: _, visible: __, ...slide }) => slide)
}
