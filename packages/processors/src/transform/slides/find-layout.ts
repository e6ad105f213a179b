import { compareWithPages, type Deck } from './deck.ts'
import { type Crop, cropFingerprint, wholePicture } from './fingerprint.ts'
import { sketchOf } from './sketch.ts'

/** Where a slide stands in the picture of a recording. */
interface Layout {
  /** Share of the largest size that fits. */
  scale: number
  /** 0 at the left or top edge, 1 at the right or bottom edge. */
  across: number
  down: number
}

/** Width by height, of the slides and of the pictures of the recording. */
export interface Aspects {
  page: number
  picture: number
}

/** Pictures looked at: a recording keeps its layout for most of the talk. */
const sampled = 16
/** Slides that are this much more like their pages than needed stand where they should. */
const clear = 0.3

/**
 * Finds where slides are in the pictures of a recording: full screen, with bars, or smaller next to the speaker. The
 * place wins where the pictures best match pages of the deck, each by more than `enough`.
 */
export function findLayout(
  deck: Deck,
  pictures: readonly Uint8Array[],
  aspects: Aspects,
  enough: number,
): Crop {
  const step = Math.max(1, pictures.length / sampled)
  const sample = pictures.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step))
  let best = { crop: wholePicture, ...gainAt(deck, sample, wholePicture, enough) }
  let layout: Layout | null = null
  const consider = (candidate: Layout): boolean => {
    const crop = cropOf(candidate, aspects)
    const found = gainAt(deck, sample, crop, enough)
    // A little more must not move the slides: the whole picture is what most recordings show
    if (found.gain <= best.gain * 1.02 + 0.05) return false
    best = { crop, ...found }
    layout = candidate
    return true
  }
  const isClear = (): boolean => best.pages > 0 && best.gain / best.pages > clear
  consider(centred)
  if (isClear()) return best.crop
  for (const candidate of smaller) consider(candidate)
  for (let round = 0; layout !== null && round < 4; round++) {
    for (const candidate of around(layout, 0.04 / 2 ** (round >> 1))) consider(candidate)
  }
  return best.crop
}

/** Each page counts once: a crop that shifts bars and logos makes all pictures like one and the same page. */
function gainAt(
  deck: Deck,
  sample: readonly Uint8Array[],
  crop: Crop,
  enough: number,
): { gain: number; pages: number } {
  const gains = new Map<number, number>()
  for (const cells of sample) {
    const sketch = sketchOf(crop === wholePicture ? cells : cropFingerprint(cells, crop))
    if (sketch === null) continue
    const likeness = compareWithPages(deck, sketch)
    const best = Math.max(...likeness)
    const page = likeness.indexOf(best)
    if (best > enough) gains.set(page, Math.max(gains.get(page) ?? 0, best - enough))
  }
  return { gain: [...gains.values()].reduce((sum, gain) => sum + gain, 0), pages: gains.size }
}

const centred: Layout = { scale: 1, across: 0.5, down: 0.5 }
const places = [0, 0.5, 1]
const smaller: readonly Layout[] = [0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6].flatMap((scale) =>
  places.flatMap((across) => places.map((down) => ({ scale, across, down }))),
)

function around({ scale, across, down }: Layout, step: number): Layout[] {
  const inside = (value: number): number => Math.min(1, Math.max(0, value))
  return [
    { scale: inside(scale + step), across, down },
    { scale: inside(scale - step), across, down },
    { scale, across: inside(across + 4 * step), down },
    { scale, across: inside(across - 4 * step), down },
    { scale, across, down: inside(down + 4 * step) },
    { scale, across, down: inside(down - 4 * step) },
  ]
}

function cropOf({ scale, across, down }: Layout, aspects: Aspects): Crop {
  const width = scale * Math.min(1, aspects.page / aspects.picture)
  const height = scale * Math.min(1, aspects.picture / aspects.page)
  return { x: (1 - width) * across, y: (1 - height) * down, width, height }
}
