import type { ArtifactRef } from '@async-events/core'
import type { PdfIndex } from '../../pdf/contract.ts'
import type { SlidesIndex } from '../../slides/contract.ts'
import { isPaper } from '../../slides/is-paper.ts'
import type { Frame } from '../../video/contract.ts'
import { joinSpans } from './drop-repeated.ts'
import { decodeFingerprint } from './fingerprint.ts'
import { type JoinedVersions, joinVersions } from './join-versions.ts'
import type { Slide } from './slide.ts'
import { type SlideFile, slidesOfPages } from './slides-of-pages.ts'

/** Most pictures that a document shows. */
const most = 150

export interface ChosenSlides {
  slides: Slide[]
  /** Slides left out. */
  left: number
  /** Poster of the recording, for a document without slides. */
  poster: ArtifactRef | null
  /** Indexes of files that are versions of a deck of which another one is shown. */
  versions: number[]
}

/** What of `Sources` slides are chosen from. */
export interface SlideSources {
  pdfs: readonly { pdf: { index: { sha256: string } }; index: PdfIndex }[]
  shown: SlidesIndex
  frames: readonly Frame[]
}

/** The slides of the document: pages of slide files, else slides as the recording shows them. */
export function chooseSlides({ pdfs, shown, frames }: SlideSources): ChosenSlides {
  // A paper keeps its place among the files, so that pages are counted by the right one
  const files = pdfs.map(({ pdf, index }) => (isPaper(index) ? null : { file: pdf.index.sha256, index }))
  const joined = joinVersions(files.map((file) => file?.index ?? null))
  const versions = joined.shownAs.flatMap((as, file) => (as === file ? [] : [file]))
  const ofPages = slidesOfPages(
    files.map((file, at) => (versions.includes(at) ? null : file)),
    { ...shown, pages: moveTimes(shown.pages, files, joined) },
  )
  const all = ofPages.length > 0 ? ofPages : shown.scenes.map(slideOfScene)
  return {
    slides: all.slice(0, most),
    left: Math.max(0, all.length - most),
    poster: posterOf(frames),
    versions,
  }
}

/** The times of pages of a version that is not shown count for the pages shown in their place. */
function moveTimes(
  pages: SlidesIndex['pages'],
  files: readonly (SlideFile | null)[],
  { pages: moved }: JoinedVersions,
): SlidesIndex['pages'] {
  if (moved.size === 0) return pages
  const placed = pages.map((page) => {
    const at = files.findIndex((file) => file?.file === page.file)
    const [file, number] = (moved.get(`${at} ${page.number}`) ?? '').split(' ').map(Number)
    const shown = file === undefined ? undefined : files[file]?.file
    return shown === undefined || number === undefined ? page : { ...page, file: shown, number }
  })
  return [...Map.groupBy(placed, ({ file, number }) => `${file} ${number}`).values()].flatMap(
    ([first, ...more]) =>
      first
        ? [{ ...first, spans: more.reduce((spans, page) => joinSpans(spans, page.spans), first.spans) }]
        : [],
  )
}

const slideOfScene = (scene: SlidesIndex['scenes'][number], at: number): Slide => ({
  ...{ number: at + 1, file: null, links: [] },
  ...scene,
  ocr: scene.text !== '',
})

/** Of the first pictures the one with the most to see: recordings begin in the dark. */
function posterOf(frames: readonly Frame[]): ArtifactRef | null {
  const first = frames.slice(0, 5).map(({ picture, fingerprint }) => ({
    picture,
    contrast: contrastOf(decodeFingerprint(fingerprint) ?? new Uint8Array(1)),
  }))
  const [best] = first.toSorted((a, b) => b.contrast - a.contrast)
  return best?.picture ?? null
}

function contrastOf(cells: Uint8Array): number {
  let sum = 0
  for (const value of cells) sum += value
  const mean = sum / cells.length
  let square = 0
  for (const value of cells) square += (value - mean) ** 2
  return square / cells.length
}
