import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

/**
 * Three corners of each image in fractions of the page, as pdf.js records them while it draws (`imageShare` reads them),
 * from the boxes that PDFium tells: left, bottom, right and top in points. Null when unknown.
 */
export function imageCorners(
  { view, rotate }: Pick<PDFPageProxy, 'view' | 'rotate'>,
  boxes: readonly (readonly number[])[] | null,
): number[] | null {
  if (boxes === null || rotate % 360 !== 0) return null
  const [left = 0, bottom = 0, right = 1, top = 1] = view
  const across = (x: number): number => (x - left) / (right - left)
  const down = (y: number): number => (top - y) / (top - bottom)
  return boxes.flatMap(([x0 = 0, y0 = 0, x1 = 0, y1 = 0]) => [
    ...[across(x0), down(y0)],
    ...[across(x0), down(y1)],
    ...[across(x1), down(y0)],
  ])
}
