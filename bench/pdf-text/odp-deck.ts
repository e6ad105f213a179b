import type { SlideContent } from './slide-contents.ts'

const xml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const spaces = (text: string): string => xml(text).replace(/^ +/, (run) => `<text:s text:c="${run.length}"/>`)

const frame = (x: number, y: number, width: number, style: string, body: string): string =>
  `<draw:frame draw:style-name="g" svg:x="${x}cm" svg:y="${y}cm" svg:width="${width}cm" svg:height="2cm"><draw:text-box>${body.replaceAll('<text:p>', `<text:p text:style-name="${style}">`)}</draw:text-box></draw:frame>`

const paragraphs = (texts: readonly string[]): string =>
  texts.map((text) => `<text:p>${spaces(text)}</text:p>`).join('')

const points = (list: readonly (string | readonly string[])[], mark: string): string =>
  paragraphs(
    list.flatMap((one) =>
      typeof one === 'string' ? `${mark}${one}` : one.map((text) => `    ${mark}${text}`),
    ),
  )

/** A deck as a flat OpenDocument presentation, for LibreOffice. */
export const odpDeck = (slides: readonly SlideContent[], mark: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.presentation"><office:automatic-styles>
<style:style style:name="g" style:family="graphic"><style:graphic-properties draw:stroke="none" draw:fill="none"/></style:style>
${[
  ['title', 36, 'Liberation Sans'],
  ['body', 20, 'Liberation Sans'],
  ['code', 18, 'DejaVu Sans Mono'],
  ['foot', 10, 'Liberation Sans'],
]
  .map(
    ([name, size, font]) =>
      `<style:style style:name="${name}" style:family="paragraph"><style:text-properties fo:font-size="${size}pt" fo:font-family="${font}"/></style:style>`,
  )
  .join('')}
</office:automatic-styles><office:body><office:presentation>${slides.map((slide, index) => page(slide, index, mark)).join('')}</office:presentation></office:body></office:document>`

function page(
  { title, points: list, columns, table, code }: SlideContent,
  index: number,
  mark: string,
): string {
  const parts = [frame(2, 1, 24, 'title', paragraphs([title]))]
  if (list) parts.push(frame(2, 4, 23, 'body', points(list, mark)))
  for (const [side, texts] of (columns ?? []).entries())
    parts.push(frame(2 + side * 13, 4, 11, 'body', points(texts, mark)))
  for (const [row, cells] of (table ?? []).entries())
    for (const [column, cell] of cells.entries())
      parts.push(frame(2 + column * 6, 4 + row * 1.5, 5, 'body', paragraphs([cell])))
  if (code) parts.push(frame(2, 4, 23, 'code', paragraphs(code)))
  parts.push(frame(2, 14.2, 20, 'foot', paragraphs([`Ann Moor · Wetland Conf 2026 · ${index + 1}`])))
  return `<draw:page draw:name="p${index}" draw:master-page-name="m">${parts.join('')}</draw:page>`
}
