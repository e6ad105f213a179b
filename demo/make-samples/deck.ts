import PDFDocument from 'pdfkit'

export type Doc = PDFKit.PDFDocument

export interface Theme {
  paper: string
  ink: string
  soft: string
  accent: string
  /** Of the title slide. */
  cover: string
}

export interface Slide {
  /** Heading of the slide and its entry in the outline. */
  title: string
  cover?: boolean
  /** Below the heading; the page is `deckSize`. */
  draw(doc: Doc, theme: Theme): void
}

export interface Deck {
  title: string
  authors: string[]
  language: string
  date: Date
  footer: string
  theme: Theme
  slides: Slide[]
}

/** Points; 16:9. */
export const deckSize = { width: 960, height: 540 } as const
export const margin = 64
/** Where the body of a slide begins. */
export const bodyTop = 142

const fontFolder = '/usr/share/fonts/truetype'
export const fonts = {
  text: `${fontFolder}/lato/Lato-Regular.ttf`,
  bold: `${fontFolder}/lato/Lato-Bold.ttf`,
  heavy: `${fontFolder}/lato/Lato-Black.ttf`,
  italic: `${fontFolder}/lato/Lato-Italic.ttf`,
  mono: `${fontFolder}/dejavu/DejaVuSansMono.ttf`,
} as const

/** Slides as a PDF with an outline, an entry a slide. The same deck gives the same bytes. */
export async function drawDeck({
  title,
  authors,
  language,
  date,
  footer,
  theme,
  slides,
}: Deck): Promise<Buffer> {
  const doc = new PDFDocument({
    size: [deckSize.width, deckSize.height],
    margin: 0,
    autoFirstPage: false,
    lang: language,
    displayTitle: true,
    info: { Title: title, Author: authors.join(', '), CreationDate: date, ModDate: date },
  })
  for (const [index, slide] of slides.entries()) {
    doc.addPage()
    doc.outline.addItem(slide.title)
    doc.rect(0, 0, deckSize.width, deckSize.height).fill(slide.cover ? theme.cover : theme.paper)
    if (!slide.cover) {
      doc.rect(0, 0, 18, deckSize.height).fill(theme.accent)
      doc.font(fonts.heavy).fontSize(38).fillColor(theme.ink)
      doc.text(slide.title, margin, 54, { width: deckSize.width - 2 * margin, lineBreak: false })
      doc.rect(margin, 110, 84, 5).fill(theme.accent)
      doc.font(fonts.text).fontSize(13).fillColor(theme.soft)
      doc.text(footer, margin, deckSize.height - 34, { lineBreak: false })
      doc.text(String(index + 1), deckSize.width - margin - 30, deckSize.height - 34, {
        width: 30,
        align: 'right',
        lineBreak: false,
      })
    }
    slide.draw(doc, theme)
  }
  return bytesOf(doc)
}

/** The finished document. */
export async function bytesOf(doc: Doc): Promise<Buffer> {
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise((resolve) => doc.once('end', resolve))
  doc.end()
  await ended
  return Buffer.concat(chunks)
}

export interface Box {
  x: number
  y: number
  width: number
}

export function drawBullets(doc: Doc, theme: Theme, items: readonly string[], box: Box, size = 25): void {
  let y = box.y
  for (const item of items) {
    doc.circle(box.x + 6, y + size * 0.62, size * 0.17).fill(theme.accent)
    doc.font(fonts.text).fontSize(size).fillColor(theme.ink)
    doc.text(item, box.x + 28, y, { width: box.width - 28, lineGap: 3 })
    y = doc.y + size * 0.62
  }
}

export function drawText(
  doc: Doc,
  text: string,
  box: Box,
  { size = 22, font = fonts.text as string, color = '#000000', align = 'left' as 'left' | 'center' } = {},
): void {
  doc.font(font).fontSize(size).fillColor(color)
  doc.text(text, box.x, box.y, { width: box.width, lineGap: 4, align })
}

export function drawLink(doc: Doc, theme: Theme, text: string, url: string, box: Box, size = 22): void {
  doc.font(fonts.text).fontSize(size).fillColor(theme.accent)
  doc.text(text, box.x, box.y, { width: box.width, link: url, underline: true })
}

export interface Table extends Box {
  head: readonly string[]
  rows: readonly (readonly string[])[]
  /** Share of the width for each column. */
  columns: readonly number[]
  size?: number
}

export function drawTable(
  doc: Doc,
  theme: Theme,
  { x, y, width, head, rows, columns, size = 23 }: Table,
): void {
  const height = size * 2.1
  for (const [line, cells] of [head, ...rows].entries()) {
    const top = y + line * height
    if (line === 0) doc.rect(x, top, width, height).fill(theme.ink)
    else if (line % 2 === 0) doc.rect(x, top, width, height).fill('#e7ede8')
    let left = x
    for (const [column, cell] of cells.entries()) {
      const share = (columns[column] ?? 0) * width
      doc.font(line === 0 ? fonts.bold : fonts.text).fontSize(size)
      doc.fillColor(line === 0 ? '#ffffff' : theme.ink)
      doc.text(cell, left + 14, top + size * 0.42, { width: share - 20, lineBreak: false })
      left += share
    }
  }
  doc.moveTo(x, y + height * (rows.length + 1)).lineTo(x + width, y + height * (rows.length + 1))
  doc.lineWidth(1.5).stroke(theme.ink)
}
