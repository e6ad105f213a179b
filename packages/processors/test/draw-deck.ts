import { makePdf } from '../../media/test/pdf-samples.ts'

export type Pdf = PDFKit.PDFDocument
const fonts = { plain: 'Helvetica', bold: 'Helvetica-Bold', mono: 'Courier' }
export type Style = { size?: number; font?: keyof typeof fonts }

/** Text at a place, nothing wrapped. */
export const at = (
  pdf: Pdf,
  text: string,
  x: number,
  y: number,
  { size = 20, font = 'plain' }: Style = {},
): Pdf => pdf.font(fonts[font]).fontSize(size).text(text, x, y, { lineBreak: false })

export const lines = (
  pdf: Pdf,
  texts: readonly string[],
  x: number,
  y: number,
  step = 30,
  style: Style = {},
): void => {
  for (const [index, text] of texts.entries()) at(pdf, text, x, y + index * step, style)
}

/** A page of a deck with a title and a footer with its number. */
export type Draw = (pdf: Pdf, number: number) => void
export const footer = (pdf: Pdf, text: string): Pdf => at(pdf, text, 60, 510, { size: 10 })
export const titled =
  (title: string, draw: (pdf: Pdf) => void): Draw =>
  (pdf) => {
    at(pdf, title, 60, 45, { size: 36, font: 'bold' })
    draw(pdf)
  }

/** A deck of pages of 16:9, or of the size given. */
export const drawDeck = (
  pages: readonly Draw[],
  size: [number, number] | 'A4' = [960, 540],
): Promise<Buffer> =>
  makePdf(
    (pdf) => {
      for (const [index, draw] of pages.entries()) {
        if (index > 0) pdf.addPage()
        draw(pdf, index + 1)
      }
    },
    { size, margin: 0 },
  )
