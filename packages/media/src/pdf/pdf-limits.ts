/** Limits of one PDF; memory and processor time are those of each process. */
export const pdfLimits = {
  pages: 1000,
  residentBytes: 1024 * 1024 * 1024,
  cpuSeconds: 1200,
  /** All pages. */
  wallMs: 25 * 60_000,
  /** Per page, and until the first. */
  pageMs: 60_000,
  /** Pages over the time or memory limit are left out; after this many the PDF fails. */
  lostPages: 3,
  /** Maximum characters of text. */
  text: 4_000_000,
} as const

export type PdfLimits = Record<keyof typeof pdfLimits, number>
