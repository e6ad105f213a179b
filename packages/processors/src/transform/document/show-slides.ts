import type { ResultFile } from '@async-events/core'
import { assetDir } from '../../layout/asset-paths.ts'
import { documentPath } from '../../layout/document-path.ts'
import { relativeLink } from '../../layout/encode-path.ts'
import type { ChosenSlides } from '../slides/choose-slides.ts'
import type { Slide } from '../slides/slide.ts'
import type { Params } from './read-sources.ts'

/** A slide with its picture's path. */
export interface ShownSlide extends Slide {
  /** Path of its picture in the archive, and the link from the document to it. */
  shown: { path: string; link: string } | null
}

export interface ShownSlides {
  slides: ShownSlide[]
  left: number
  /** Link from the document to the picture of its player. */
  poster: string | null
  /** The pictures that the document shows, each path once, in the order of the document. */
  assets: ResultFile[]
}

/** Assigns paths in the archive to the pictures of a document. */
export function showSlides(params: Params, { slides, left, poster }: ChosenSlides): ShownSlides {
  const folder = assetDir(params)
  const from = documentPath(params)
  const assets: ResultFile[] = []
  const place = (name: string, ref: Slide['picture']): ShownSlide['shown'] => {
    if (ref === null) return null
    const path = `${folder}/${name}.${endingOf(ref.media_type)}`
    assets.push({ path, ...artifactOf(ref) })
    return { path, link: relativeLink(from, path) }
  }
  const shown = slides.map((slide) => ({ ...slide, shown: place(nameOf(slide), slide.picture) }))
  const first = shown.find((slide) => slide.shown !== null)?.shown ?? place('poster', poster)
  return { slides: shown, left, poster: first?.link ?? null, assets }
}

/** `slide-001`, of the second file on `slide-2-001`: the number is the page's. */
function nameOf({ file, number }: Slide): string {
  const count = String(number).padStart(3, '0')
  return file === null || file === 0 ? `slide-${count}` : `slide-${file + 1}-${count}`
}

const endings: ReadonlyMap<string, string> = new Map([
  ['image/jpeg', 'jpg'],
  ['image/png', 'png'],
  ['image/webp', 'webp'],
])

const endingOf = (mediaType: string): string => endings.get(mediaType) ?? 'img'

/** Without the other properties of a picture. */
const artifactOf = ({ key, bytes, sha256, media_type }: NonNullable<Slide['picture']>) => ({
  key,
  bytes,
  sha256,
  media_type,
})
