import { countLetters } from '../pdf/clean-text.ts'
import type { PageBlock } from '../pdf/page-block.ts'
import { pageBlocks } from '../pdf/page-blocks.ts'
import type { TextLine } from '../pdf/text-lines.ts'
import type { TsvLine, TsvPage } from './read-tsv.ts'

/** Lines below this confidence, in percent, or with few letters among signs, are patterns of a photograph. */
const least = { confidence: 60, letters: 0.6 }
/** Heights of lines of one size differ by their letters by so much of the usual one. */
const sameSize = 0.3

/** Parts of the text of a picture. */
export function blocksOfTsv({ lines, width, height }: TsvPage): PageBlock[] {
  const clear = lines.filter(isText)
  const boxes = Map.groupBy(clear, ({ block }) => block)
  const known = [...boxes.values()].flatMap((own) => {
    const usual = own.map(({ size }) => size).toSorted((one, other) => one - other)[own.length >> 1] ?? 0
    return own.map((line) => textLine(line, usual))
  })
  const right = Math.max(width, ...known.map((line) => line.x + line.width))
  return pageBlocks(known, { width: right, height: Math.max(height, ...known.map(({ y }) => y)) })
}

const isText = ({ text, confidence }: TsvLine): boolean => {
  const letters = countLetters(text)
  return (
    confidence >= least.confidence &&
    letters > 0 &&
    letters >= least.letters * text.replace(/\s/gu, '').length
  )
}

function textLine({ text, x, y, width, size: height, block }: TsvLine, usual: number): TextLine {
  const size = Math.abs(height - usual) <= sameSize * usual ? usual : height
  const line = { text, x, y, width, size, rtl: false, mono: false, font: '', hang: x }
  return { ...line, region: block, cells: [{ ...line, row: 0 }] }
}
