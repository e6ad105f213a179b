import { linesOfBlocks, type PageBlock } from './page-block.ts'

/** Characters of a page's blocks as JSON: with its links they fit into an output line. */
const mostEncoded = 44_000

/** The first blocks with at most so many characters of text, and whether some were left out. */
export function boundBlocks(
  blocks: readonly PageBlock[],
  mostText: number,
): { blocks: PageBlock[]; cut: boolean } {
  const kept: PageBlock[] = []
  let text = 0
  let encoded = 0
  for (const block of blocks) {
    const length = JSON.stringify(block).length
    // The end of the line before it counts, too
    const room = mostText - text - (kept.length > 0 ? 1 : 0)
    const own = linesOfBlocks([block]).join('\n').length
    if (own <= room && encoded + length <= mostEncoded) {
      kept.push(block)
      text += own + (kept.length > 1 ? 1 : 0)
      encoded += length
      continue
    }
    const part = cutBlock(block, room, mostEncoded - encoded)
    if (part !== null) kept.push(part)
    return { blocks: kept, cut: true }
  }
  return { blocks: kept, cut: false }
}

/** The beginning of a block, of so many characters as text and as JSON at most; null for none. */
function cutBlock(block: PageBlock, mostText: number, mostJson: number): PageBlock | null {
  if (block.rows) return null
  const text = block.lines.join('\n')
  for (let length = Math.min(mostText, text.length); length > 0; length = Math.floor(length / 2)) {
    const lines = text
      .slice(0, length)
      .split('\n')
      .map((line) => line.toWellFormed())
    const part = { ...block, lines }
    if (JSON.stringify(part).length <= mostJson) return part
  }
  return null
}
