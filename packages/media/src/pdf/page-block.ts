/** A part of a page's text. */
export interface PageBlock {
  /** `text`: a paragraph or another point without a bullet; `item`: a point with a bullet or number; `code`; `table`. */
  kind: 'text' | 'item' | 'code' | 'table'
  /** As they stand on the page; of code with their indentation; empty for a table. */
  lines: string[]
  /** Cells of a table, row by row, all rows of one length; absent for others. */
  rows?: string[][] | undefined
  /** Depth of indentation, from 0. */
  level: number
  /** Box around it, in fractions of the page's width and height. */
  place: Place
  /** Font size in fractions of the page's height. */
  size: number
}

export interface Place {
  left: number
  top: number
  right: number
  bottom: number
}

/** The lines of blocks: plain text, a line a line of the page. */
export const linesOfBlocks = (blocks: readonly Pick<PageBlock, 'lines' | 'rows'>[]): string[] =>
  blocks.flatMap(({ lines, rows }) =>
    rows ? rows.map((cells) => cells.filter((cell) => cell !== '').join(' ')) : lines,
  )

/** Characters of their text. */
export const lengthOfBlocks = (blocks: readonly Pick<PageBlock, 'lines' | 'rows'>[]): number =>
  linesOfBlocks(blocks).join('\n').length
