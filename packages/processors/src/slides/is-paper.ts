import type { PdfIndex } from '../pdf/contract.ts'

/** Characters per page. */
const paperChars = 2_000

/** Upright pages full of text are a paper, not slides. */
export function isPaper({ pages }: PdfIndex): boolean {
  const upright = pages.filter(({ picture }) => picture !== null && picture.height > picture.width)
  const chars = pages.reduce((sum, { text }) => sum + text.length, 0)
  return upright.length > pages.length / 2 && chars / pages.length > paperChars
}
