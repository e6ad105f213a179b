import { join } from 'node:path'
import { greyFingerprint } from './grey-fingerprint.ts'
import type { DrawnPage } from './pdf-messages.ts'
import { shrink } from './shrink.ts'
import { type Raster, writeJpeg } from './write-jpeg.ts'

/** Long sides in pixels. OCR needs the third for letters of a printed page. */
export const sides = { picture: 1280, thumbnail: 320, scan: 2400 } as const

export type PictureSize = keyof typeof sides
/**
 * JPEG, because it opens anywhere and takes 3 ms a slide where WebP takes 49 (at half the size: 46 kB
 * against 86 kB, measured on slides with text and photographs).
 */
export const quality = { picture: 80, thumbnail: 80, scan: 90 } as const
/** A page with a smaller range of grey values is blank. */
const blankContrast = 24

/** Writes the pictures of a page into a folder; the smaller ones are scaled from the largest, of 1280 or 2400 pixels. */
export function storeDrawing(
  largest: Raster,
  folder: string,
  number: number,
): Omit<DrawnPage, 'images' | 'complete'> {
  const write = (raster: Raster, kind: PictureSize) =>
    writeJpeg(join(folder, `${number}.${kind}.jpg`), raster, quality[kind])
  const isScan = Math.max(largest.width, largest.height) > sides.picture
  const blankScan = isScan ? write(largest, 'scan') : null
  const shown = isScan ? shrink(largest, sides.picture) : largest
  const picture = write(shown, 'picture')
  const small = shrink(shown, sides.thumbnail)
  const blank = isBlank(small)
  return {
    picture,
    thumbnail: write(small, 'thumbnail'),
    scan: blank ? null : blankScan,
    fingerprint: Buffer.from(greyFingerprint(small)).toString('base64'),
    blank,
  }
}

function isBlank({ data }: Raster): boolean {
  let [least, most] = [255, 0]
  for (let at = 1; at < data.length; at += 4) {
    // Green has most of the perceived luminance.
    const value = data[at] ?? 0
    if (value < least) least = value
    if (value > most) most = value
  }
  return most - least < blankContrast
}
