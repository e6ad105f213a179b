import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import PDFDocument from 'pdfkit'
import { bytesOf, type Doc } from './deck.ts'
import { runProgram } from './run-program.ts'

export interface PictureOptions {
  width: number
  height: number
  format: 'png' | 'jpeg'
  /** Of a JPEG, 1 to 100. */
  quality?: number
  folder: string
  draw(doc: Doc): void
}

/** A drawing as a picture of pixels, as slides mostly carry their photos and charts. Sizes in pixels. */
export async function drawPicture({
  width,
  height,
  format,
  quality = 70,
  folder,
  draw,
}: PictureOptions): Promise<Buffer> {
  const doc = new PDFDocument({ size: [width, height], margin: 0, info: { CreationDate: new Date(0) } })
  draw(doc)
  writeFileSync(join(folder, 'picture.pdf'), await bytesOf(doc))
  return pageAsPicture(join(folder, 'picture.pdf'), { page: 1, width, format, quality, folder })
}

export interface PageOptions {
  page: number
  /** Pixels. */
  width: number
  format: 'png' | 'jpeg'
  quality?: number
  folder: string
}

/** A page of a PDF as a picture. */
export function pageAsPicture(
  file: string,
  { page, width, format, quality = 70, folder }: PageOptions,
): Buffer {
  const out = join(folder, 'page')
  runProgram('pdftoppm', [
    ...(format === 'png' ? ['-png'] : ['-jpeg', '-jpegopt', `quality=${quality},optimize=y`]),
    ...[
      '-f',
      String(page),
      '-l',
      String(page),
      '-singlefile',
      '-scale-to-x',
      String(width),
      '-scale-to-y',
      '-1',
    ],
    ...[file, out],
  ])
  return readFileSync(`${out}.${format === 'png' ? 'png' : 'jpg'}`)
}
