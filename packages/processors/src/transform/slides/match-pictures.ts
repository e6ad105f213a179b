import { choosePath } from './choose-path.ts'
import { compareWithPages, type Deck, openDeck } from './deck.ts'
import { findLayout } from './find-layout.ts'
import { cropFingerprint, wholePicture } from './fingerprint.ts'
import { type Sketch, sketchOf } from './sketch.ts'

/** What is compared. */
export interface Printed {
  /** 32 × 18 grey values, row by row; null when it has none. */
  cells: Uint8Array | null
  /** Width by height. */
  aspect: number
}

/**
 * From this likeness on a picture shows a page. Measured on drawn slides in three designs, through JPEG, blur and
 * overlays: pages are like their own pictures by 0.9 and more, by 0.5 under a speaker's picture over a quarter of the
 * width; camera-like pictures reach 0.43.
 */
const enough = 0.5

/** More pictures and pages than these are not compared: so many of both take two seconds. */
const most = { pictures: 1_000, pages: 400 }

/** For each picture of a recording, the index of the page that it shows; null for none. */
export function matchPictures(pictures: readonly Printed[], pages: readonly Printed[]): (number | null)[] {
  const deck = openDeck(pages.slice(0, most.pages).map(({ cells }) => (cells ? sketchOf(cells) : null)))
  const looked = pictures.slice(0, most.pictures)
  const aspect = { page: medianAspect(pages), picture: medianAspect(pictures) }
  const known = looked.flatMap(({ cells }) => cells ?? [])
  const crop = findLayout(deck, known, aspect, enough)
  const likeness = looked.map(({ cells }) => {
    const whole = likenessTo(deck, cells && sketchOf(cells))
    if (cells === null || crop === wholePicture) return whole
    const cropped = likenessTo(deck, sketchOf(cropFingerprint(cells, crop)))
    return whole.map((value, page) => Math.max(value, cropped[page] ?? -1))
  })
  return [...choosePath(likeness, enough), ...pictures.slice(most.pictures).map(() => null)]
}

const likenessTo = (deck: Deck, sketch: Sketch | null): Float32Array =>
  sketch === null ? new Float32Array(deck.pages.length).fill(-1) : compareWithPages(deck, sketch)

function medianAspect(printed: readonly Printed[]): number {
  const sorted = printed.map(({ aspect }) => aspect).sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? 16 / 9
}
