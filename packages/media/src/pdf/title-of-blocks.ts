import type { PageBlock } from './page-block.ts'
import { pageTitle, type SizedLine } from './page-title.ts'

/** The title of a page from its blocks; null when none stands out. */
export const titleOfBlocks = (blocks: readonly PageBlock[]): string | null =>
  pageTitle(blocks.flatMap(sizedLines), 1)

/** Lines of a block, in fractions of the page's height. */
function sizedLines({ lines, place, size, kind }: PageBlock): SizedLine[] {
  if (kind === 'code' || kind === 'table') return []
  const pitch = (place.bottom - place.top) / Math.max(1, lines.length)
  return lines.map((text, index) => ({ text, size, y: place.top + (index + 0.8) * pitch }))
}
