import type { ArtifactRef } from '@async-events/core'
import type { PdfIndex } from '../../pdf/contract.ts'
import type { Frame } from '../../video/contract.ts'
import { decodeFingerprint } from './fingerprint.ts'
import type { Slide } from './slide.ts'
import { slidesOfFrames } from './slides-of-frames.ts'
import { slidesOfPages } from './slides-of-pages.ts'

/** Most pictures that a document shows. */
const most = 150

export interface ChosenSlides {
  slides: Slide[]
  /** Slides left out. */
  left: number
  /** Poster of the recording, for a document without slides. */
  poster: ArtifactRef | null
}

/** The slides of the document: pages of slide files, else pictures of the recording. */
export function chooseSlides(
  indexes: readonly PdfIndex[],
  frames: readonly Frame[],
  duration: number | null,
): ChosenSlides {
  // A paper keeps its place among the files, so that pages are counted by the right one
  const files = indexes.map((index) => (isPaper(index) ? null : index))
  const ofPages = slidesOfPages(files, frames, duration)
  const all = ofPages.length > 0 ? ofPages : slidesOfFrames(frames, duration)
  return { slides: all.slice(0, most), left: Math.max(0, all.length - most), poster: posterOf(frames) }
}

/** Upright pages full of text are a paper, not slides. Characters per page. */
const paperChars = 2_000

function isPaper({ pages }: PdfIndex): boolean {
  const upright = pages.filter(({ picture }) => picture !== null && picture.height > picture.width)
  const chars = pages.reduce((sum, { text }) => sum + text.length, 0)
  return upright.length > pages.length / 2 && chars / pages.length > paperChars
}

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
