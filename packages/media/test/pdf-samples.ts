import { constants, deflateRawSync } from 'node:zlib'
import { createCanvas } from '@napi-rs/canvas'
import PDFDocument from 'pdfkit'

export type Draw = (document: PDFKit.PDFDocument) => void

/** Bytes of a PDF that pdfkit writes; the first page is there already. */
export async function makePdf(
  draw: Draw,
  options: PDFKit.PDFDocumentOptions = { size: [960, 540], margin: 50 },
): Promise<Buffer> {
  const document = new PDFDocument(options)
  const chunks: Buffer[] = []
  document.on('data', (chunk: Buffer) => chunks.push(chunk))
  const { promise, resolve } = Promise.withResolvers<Buffer>()
  document.on('end', () => resolve(Buffer.concat(chunks)))
  draw(document)
  document.end()
  return promise
}

/** A PDF of so many simple slides. */
export const slides = (count: number): Promise<Buffer> =>
  makePdf((pdf) => {
    for (let number = 1; number <= count; number++) {
      if (number > 1) pdf.addPage()
      pdf.font('Helvetica-Bold').fontSize(40).text(`Slide number ${number}`)
      pdf.font('Helvetica').fontSize(20).text('The reed bed is cut for thatch every winter.')
    }
  })

/** Objects of a PDF, the first of which is its catalogue, with a table of where they are. */
export function rawPdf(objects: readonly (string | Buffer)[]): Buffer {
  const parts = [Buffer.from('%PDF-1.7\n')]
  const offsets: number[] = []
  let length = parts[0]?.length ?? 0
  for (const [index, object] of objects.entries()) {
    offsets.push(length)
    const part = Buffer.concat([
      Buffer.from(`${index + 1} 0 obj\n`),
      Buffer.from(object),
      Buffer.from('\nendobj\n'),
    ])
    parts.push(part)
    length += part.length
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${length}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(parts)
}

/** A PDF of pages with these contents; numbers 1, 2 and 3 are the catalogue, the page tree and Helvetica (`/F`). */
export function rawPages(
  pages: readonly { content: Buffer | string; dictionary?: string; mediaBox?: string; resources?: string }[],
  more: readonly (string | Buffer)[] = [],
): Buffer {
  const firstPage = 4
  const kids = pages.map((_, index) => `${firstPage + index * 2} 0 R`).join(' ')
  return rawPdf([
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    ...pages.flatMap(({ content, dictionary = '', mediaBox = '0 0 960 540', resources = '' }, index) => [
      `<</Type/Page/Parent 2 0 R/MediaBox[${mediaBox}]/Contents ${firstPage + index * 2 + 1} 0 R` +
        `/Resources<</Font<</F 3 0 R>>${resources}>>>>`,
      rawStream(dictionary, content),
    ]),
    ...more,
  ])
}

export function rawStream(dictionary: string, content: Buffer | string): Buffer {
  const bytes = Buffer.from(content)
  return Buffer.concat([
    Buffer.from(`<<${dictionary}/Length ${bytes.length}>>\nstream\n`),
    bytes,
    Buffer.from('\nendstream'),
  ])
}

/** A Flate stream of so many megabytes of a text: a packed megabyte, again and again (RFC 1951 lets blocks end anywhere). */
export function bomb(text: string, megabytes: number): Buffer {
  const packed = deflateRawSync(text.repeat(Math.ceil(1_000_000 / text.length)), {
    finishFlush: constants.Z_FULL_FLUSH,
  })
  return Buffer.concat([
    Buffer.from([0x78, 0x9c]),
    ...Array<Buffer>(megabytes).fill(packed),
    Buffer.from([3, 0]),
  ])
}

/** JPEG of a sheet with lines of large letters, as a scanner would give it. */
export function scannedSheet(title: string, lines: readonly string[]): Buffer {
  const canvas = createCanvas(1654, 1170)
  const context = canvas.getContext('2d')
  context.fillStyle = '#faf8f0'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.fillStyle = '#222'
  context.font = 'bold 84px sans-serif'
  context.fillText(title, 140, 200)
  context.font = '44px sans-serif'
  for (const [index, line] of lines.entries()) context.fillText(line, 140, 340 + index * 90)
  return canvas.toBuffer('image/jpeg', 85)
}

/** A PDF whose pages are pictures and nothing else. */
export const scans = (sheets: readonly Buffer[]): Promise<Buffer> =>
  makePdf(
    (pdf) => {
      for (const [index, sheet] of sheets.entries()) {
        if (index > 0) pdf.addPage()
        pdf.image(sheet, 0, 0, { width: 842 })
      }
    },
    { size: [842, 595], margin: 0 },
  )
