import { cleanText } from '../pdf/clean-text.ts'

/** Minimum confidence in percent; below it words are mostly noise. */
const leastConfidence = 40
/** Columns of its TSV: level, page, block, paragraph, line, word, left, top, width, height, confidence, text. */
const columns = 12
const levels = { page: '1', word: '5' } as const

/** A line of a picture, in pixels. */
export interface TsvLine {
  text: string
  x: number
  /** Its lower edge. */
  y: number
  width: number
  /** Height of its highest word. */
  size: number
  /** Lines of one column or box have one number. */
  block: number
  /** Of its words, in percent. */
  confidence: number
}

export interface TsvPage {
  /** In reading order. */
  lines: TsvLine[]
  width: number
  height: number
}

/** Parses Tesseract's output with `tessedit_create_tsv` into lines. */
export function readTsv(tsv: string): TsvPage {
  const lines = new Map<string, { line: TsvLine; words: number }>()
  const page = { width: 0, height: 0 }
  for (const row of tsv.split('\n')) {
    const cells = row.split('\t')
    const [level, , block, paragraph, number, , left, top, width, height, confidence, text] = cells
    if (level === levels.page) Object.assign(page, { width: Number(width), height: Number(height) })
    if (level !== levels.word || cells.length !== columns || Number(confidence) < leastConfidence) continue
    const word = cleanText(text ?? '')
    if (word === '') continue
    const key = `${block}.${paragraph}.${number}`
    const known = lines.get(key)
    const own: TsvLine = {
      text: word,
      x: Number(left),
      y: Number(top) + Number(height),
      width: Number(width),
      size: Number(height),
      block: Number(block),
      confidence: Number(confidence),
    }
    lines.set(
      key,
      known
        ? { line: joined(known.line, own, known.words), words: known.words + 1 }
        : { line: own, words: 1 },
    )
  }
  return { lines: [...lines.values()].map(({ line }) => line), ...page }
}

/** A line of so many words with one more. */
function joined(line: TsvLine, word: TsvLine, words: number): TsvLine {
  const x = Math.min(line.x, word.x)
  return {
    ...line,
    text: `${line.text} ${word.text}`,
    x,
    y: Math.max(line.y, word.y),
    width: Math.max(line.x + line.width, word.x + word.width) - x,
    size: Math.max(line.size, word.size),
    confidence: (line.confidence * words + word.confidence) / (words + 1),
  }
}
