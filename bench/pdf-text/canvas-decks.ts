import { makePdf } from '../../packages/media/test/pdf-samples.ts'
import type { SlideContent } from './slide-contents.ts'

/** Design of a deck that pdfkit draws. */
export interface Design {
  size: [width: number, height: number]
  fonts: { plain: string; bold: string; code: string }
  bullet: string
  footer: (number: number, of: number) => string
}

export const designs: Readonly<Record<string, Design>> = {
  wide: {
    size: [960, 540],
    fonts: { plain: 'Helvetica', bold: 'Helvetica-Bold', code: 'Courier' },
    bullet: '•',
    footer: (number, of) => `Wetland Conf 2026 — ${number}/${of}`,
  },
  'four by three': {
    size: [720, 540],
    fonts: { plain: 'Times-Roman', bold: 'Times-Bold', code: 'Courier-Bold' },
    bullet: '–',
    footer: (number) => `Ann Moor | ${number}`,
  },
  plain: {
    size: [1280, 720],
    fonts: { plain: 'Helvetica', bold: 'Helvetica', code: 'Courier' },
    bullet: '',
    footer: (number) => `${number}`,
  },
}

/** Bytes of a deck that pdfkit draws; the title of a slide is drawn last. */
export const canvasDeck = (slides: readonly SlideContent[], design: Design): Promise<Buffer> =>
  makePdf(
    (pdf) => {
      for (const [index, slide] of slides.entries()) {
        if (index > 0) pdf.addPage()
        drawSlide(pdf, slide, design)
        const [, height] = design.size
        pdf.font(design.fonts.plain).fontSize(11)
        pdf.text(design.footer(index + 1, slides.length), 50, height - 30, { lineBreak: false })
      }
    },
    { size: design.size, margin: 0 },
  )

function drawSlide(pdf: PDFKit.PDFDocument, slide: SlideContent, design: Design): void {
  const [width] = design.size
  const { fonts, bullet } = design
  let y = 130
  const draw = (points: readonly (string | readonly string[])[], x: number, wide: number): void => {
    for (const point of points) {
      if (typeof point !== 'string') {
        draw(point, x + 30, wide - 30)
        continue
      }
      pdf.font(fonts.plain).fontSize(21)
      if (bullet !== '') pdf.text(bullet, x, y, { lineBreak: false })
      const indent = bullet === '' ? 0 : 24
      pdf.text(point, x + indent, y, { width: wide - indent })
      y = pdf.y + 12
    }
  }
  draw(slide.points ?? [], 70, width - 140)
  for (const [side, points] of (slide.columns ?? []).entries()) {
    y = 130
    draw(points, 70 + side * (width / 2), width / 2 - 110)
  }
  for (const [row, cells] of (slide.table ?? []).entries())
    for (const [column, cell] of cells.entries())
      pdf
        .font(fonts.plain)
        .fontSize(20)
        .text(cell, 70 + column * 180, y + row * 34, { lineBreak: false })
  for (const [row, line] of (slide.code ?? []).entries())
    pdf
      .font(fonts.code)
      .fontSize(18)
      .text(line, 70, y + row * 25, { lineBreak: false })
  pdf.font(fonts.bold).fontSize(36).text(slide.title, 50, 45, { lineBreak: false })
}
