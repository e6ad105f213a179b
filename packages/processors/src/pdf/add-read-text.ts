import { linesOfBlocks, type PictureText, titleOfBlocks } from '@async-events/media'
import type { Block, Page } from './contract.ts'

/** Share of the words of a line that the page has as text already; its picture shows them again. */
const known = 0.6

/** Adds to a page what only its picture says. True when there was something. */
export function addReadText(page: Page, seen: PictureText): boolean {
  const stated = page.blocks ?? []
  const words = new Set(linesOfBlocks(stated).flatMap(wordsOf))
  const found = seen.blocks.filter((block) => {
    const own = linesOfBlocks([block]).flatMap(wordsOf)
    return own.length > 0 && own.filter((word) => words.has(word)).length < known * own.length
  })
  if (found.length === 0) return false
  const isAll = stated.length === 0
  // Of a page with a title and a footer the picture is in between
  const blocks = isAll ? found : [...stated, ...found].sort((one, other) => one.place.top - other.place.top)
  page.blocks = blocks
  page.text = linesOfBlocks(blocks).join('\n')
  page.title = titleOfBlocks(stated.filter(isInside)) ?? seen.title ?? page.title
  page.ocr = true
  return true
}

/** Not a header or footer. */
const isInside = ({ place }: Block): boolean => place.bottom > 0.1 && place.top < 0.86

const wordsOf = (line: string): string[] => line.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
