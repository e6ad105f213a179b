import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import PDFDocument from 'pdfkit'
import { bytesOf, fonts } from './deck.ts'
import { pageAsPicture } from './picture.ts'
import { runProgram } from './run-program.ts'

/** A4 in points. */
const paper: [number, number] = [595.28, 841.89]

export interface ScanOptions {
  title: string
  author: string
  date: Date
  /** Text of each page, a line a line. */
  pages: readonly (readonly string[])[]
  /** Degrees of each page's skew. */
  askew: readonly number[]
  folder: string
}

/**
 * Scanned typewritten pages: grey pictures at 150 dots an inch, skewed, blurred, with grain and a shadow at the fold,
 * without a text layer.
 */
export async function scanPages({ title, author, date, pages, askew, folder }: ScanOptions): Promise<Buffer> {
  const typed = new PDFDocument({
    size: paper,
    margin: 0,
    autoFirstPage: false,
    info: { CreationDate: date },
  })
  for (const lines of pages) {
    typed.addPage()
    let y = 92
    for (const line of lines) {
      const heading = line.startsWith('# ')
      typed
        .font(fonts.mono)
        .fontSize(heading ? 17 : 12.4)
        .fillColor('#1b1b22')
      typed.text(heading ? line.slice(2) : line, 76, y, { lineBreak: false, features: [] })
      y += heading ? 34 : 21
    }
  }
  const file = join(folder, 'typed.pdf')
  writeFileSync(file, await bytesOf(typed))

  const scan = new PDFDocument({
    size: paper,
    margin: 0,
    autoFirstPage: false,
    info: { Title: title, Author: author, CreationDate: date, ModDate: date },
  })
  for (const index of pages.keys()) {
    const clean = join(folder, 'clean.png')
    writeFileSync(clean, pageAsPicture(file, { page: index + 1, width: 1240, format: 'png', folder }))
    const picture = join(folder, 'scan.jpg')
    runProgram('ffmpeg', [
      ...['-v', 'error', '-y', '-i', clean, '-frames:v', '1', '-bitexact', '-vf'],
      [
        'format=gray',
        `rotate=${askew[index] ?? 0}*PI/180:fillcolor=white`,
        'gblur=sigma=0.55',
        // Grey ink on paper that is not white, darker towards the fold.
        "geq=lum='40+lum(X,Y)*0.80-26*exp(-X/70)'",
        `noise=alls=9:allf=u:all_seed=${4711 + index}`,
        'format=yuvj420p',
      ].join(','),
      ...['-q:v', '9', '-f', 'mjpeg', picture],
    ])
    scan.addPage().image(readFileSync(picture), 0, 0, { width: paper[0], height: paper[1] })
  }
  return bytesOf(scan)
}
