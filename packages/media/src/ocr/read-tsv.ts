import { cleanText } from '../pdf/clean-text.ts'
import type { SizedLine } from '../pdf/page-title.ts'

/** Minimum confidence in percent; below it words are mostly noise. */
const leastConfidence = 40
/** Columns of its TSV: level, page, block, paragraph, line, word, left, top, width, height, confidence, text. */
const columns = 12
const levels = { page: '1', word: '5' } as const

export interface TsvPage {
  /** In reading order; bounding boxes in pixels. */
  lines: SizedLine[]
  height: number
}

/** Parses Tesseract's output with `tessedit_create_tsv` into lines. */
export function readTsv(tsv: string): TsvPage {
  const lines = new Map<string, SizedLine>()
  let pageHeight = 0
  for (const row of tsv.split('\n')) {
    const cells = row.split('\t')
    const [level, , block, paragraph, line, , , top, , height, confidence, text] = cells
    if (level === levels.page) pageHeight = Number(height)
    if (level !== levels.word || cells.length !== columns || Number(confidence) < leastConfidence) continue
    const word = cleanText(text ?? '')
    if (word === '') continue
    const key = `${block}.${paragraph}.${line}`
    const known = lines.get(key)
    lines.set(key, {
      text: known ? `${known.text} ${word}` : word,
      y: Math.max(known?.y ?? 0, Number(top) + Number(height)),
      size: Math.max(known?.size ?? 0, Number(height)),
    })
  }
  return { lines: [...lines.values()], height: pageHeight }
}
