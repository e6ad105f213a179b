import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Canvas, createCanvas } from '@napi-rs/canvas'
import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { greyFingerprint } from './grey-fingerprint.ts'
import { imageCorners } from './image-corners.ts'
import { imageShare } from './image-share.ts'
import type { Pdfium } from './open-pdfium.ts'
import type { PictureFile } from './pdf-messages.ts'

/** Long sides in pixels. OCR needs the third for letters of a printed page. */
const sides = { picture: 1280, thumbnail: 320, scan: 2400 } as const
/**
 * JPEG, because it opens anywhere and takes 10 ms a slide where WebP takes 49 (at half the size: 46 kB
 * against 86 kB, measured on slides with text and photographs).
 */
const quality = { picture: 80, thumbnail: 80, scan: 90 } as const
/** A page with a smaller range of grey values is blank. */
const blankContrast = 24

/** A page's pictures before encoding. */
export interface DrawnPage {
  picture: Canvas
  thumbnail: Canvas
  /** Blank page. */
  blank: boolean
  /** Only on request, and not for a blank page. */
  scan: Canvas | null
  /** Base64. */
  fingerprint: string
  /** Share of the page that images cover, 0 to 1. */
  images: number
}

export interface Drawing {
  /** Draws as large as OCR needs it. */
  scan: boolean
  /** Null where pdf.js draws better. */
  pdfium: Pdfium | null
  /** Whether `images` of the page matters. */
  images: boolean
}

/** Renders a page once; smaller pictures are scaled from the largest. */
export async function drawPage(page: PDFPageProxy, { scan, pdfium, images }: Drawing): Promise<DrawnPage> {
  const kind = scan ? 'scan' : 'picture'
  const corners = images && pdfium ? imageCorners(page, pdfium.images(page.pageNumber)) : null
  const isKnown = !images || corners !== null
  const quick = pdfium && isKnown ? await drawByPdfium(page, pdfium, kind) : null
  const canvas = quick ?? (await drawByPdfJs(page, kind))
  const picture = scan ? shrink(canvas, sides.picture) : canvas
  const thumbnail = shrink(picture, sides.thumbnail)
  const { data } = thumbnail.getContext('2d').getImageData(0, 0, thumbnail.width, thumbnail.height)
  const blank = isBlank(data)
  const shown = { data, width: thumbnail.width, height: thumbnail.height }
  return {
    picture,
    thumbnail,
    blank,
    scan: scan && !blank ? canvas : null,
    fingerprint: Buffer.from(greyFingerprint(shown)).toString('base64'),
    images: imageShare(quick === null ? page.imageCoordinates : corners),
  }
}

/** Renders a page once more, for OCR. */
export async function drawScan(page: PDFPageProxy, pdfium: Pdfium | null): Promise<Canvas> {
  const quick = pdfium && (await drawByPdfium(page, pdfium, 'scan'))
  return quick ?? (await drawByPdfJs(page, 'scan'))
}

function sizeOf(page: PDFPageProxy, kind: 'scan' | 'picture') {
  const { width, height } = page.getViewport({ scale: 1 })
  const scale = sides[kind] / Math.max(width, height)
  return { scale, width: pixels(width * scale), height: pixels(height * scale) }
}

function drawByPdfium(page: PDFPageProxy, pdfium: Pdfium, kind: 'scan' | 'picture'): Promise<Canvas | null> {
  const { width, height } = sizeOf(page, kind)
  return pdfium.draw(page.pageNumber, width, height)
}

async function drawByPdfJs(page: PDFPageProxy, kind: 'scan' | 'picture'): Promise<Canvas> {
  const { scale, width, height } = sizeOf(page, kind)
  const canvas = createCanvas(width, height)
  await page.render({
    // pdf.js knows the browser's canvas; this one has the same methods.
    canvas: canvas as never,
    viewport: page.getViewport({ scale }),
    recordImages: true,
  }).promise
  return canvas
}

/** Writes a page's pictures into a folder; encoding overlaps with rendering of the next page. */
export async function writePictures(
  drawn: DrawnPage,
  folder: string,
  number: number,
): Promise<Record<'picture' | 'thumbnail', PictureFile> & { scan: PictureFile | null }> {
  const write = async (canvas: Canvas, kind: keyof typeof sides): Promise<PictureFile> => {
    const file = join(folder, `${number}.${kind}.jpg`)
    const { width, height } = canvas
    await writeFile(file, await canvas.encode('jpeg', quality[kind]))
    return { file, width, height }
  }
  const [picture, thumbnail, scan] = await Promise.all([
    write(drawn.picture, 'picture'),
    write(drawn.thumbnail, 'thumbnail'),
    drawn.scan && write(drawn.scan, 'scan'),
  ])
  return { picture, thumbnail, scan }
}

const pixels = (length: number): number => Math.max(1, Math.round(length))

function shrink(canvas: Canvas, side: number): Canvas {
  const scale = side / Math.max(canvas.width, canvas.height)
  const small = createCanvas(pixels(canvas.width * scale), pixels(canvas.height * scale))
  const context = small.getContext('2d')
  context.imageSmoothingQuality = 'high'
  context.drawImage(canvas, 0, 0, small.width, small.height)
  return small
}

function isBlank(data: Uint8ClampedArray): boolean {
  let [least, most] = [255, 0]
  for (let at = 1; at < data.length; at += 4) {
    // Green has most of the perceived luminance.
    const value = data[at] ?? 0
    least = Math.min(least, value)
    most = Math.max(most, value)
  }
  return most - least < blankContrast
}
