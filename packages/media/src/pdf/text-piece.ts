/** A run of text as drawn: any unit of length, x to the right and y downward, at its baseline. */
export interface TextPiece {
  text: string
  x: number
  y: number
  width: number
  /** Font size. */
  size: number
  /** Right-to-left text. */
  rtl: boolean
  /** Name of the font within the page. */
  font: string
  /** Whether all letters of the font are of one width. */
  mono: boolean
  /** A ruled table, whose text it stands for. */
  table?: RuledTable | undefined
}

export interface RuledTable {
  rows: string[][]
  bottom: number
}
