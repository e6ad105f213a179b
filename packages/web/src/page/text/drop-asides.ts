import { isAsideHeading } from './aside-headings.ts'
import type { Block, Frame } from './blocks.ts'
import { isProse } from './keep-prose.ts'

/** A longer line above the title may be text. */
const leastAbove = 120

/** Drops what is not about the session of the page: lines above its title, and parts under headings such as "More talks". */
export function dropAsides(
  blocks: readonly Block[],
  scores: Float32Array,
  kept: boolean[],
  title: string | null,
): void {
  dropUnderHeadings(blocks, scores, kept, title)
  dropAbove(blocks, kept, title)
}

function dropAbove(blocks: readonly Block[], kept: boolean[], title: string | null): void {
  const at =
    title === null ? -1 : blocks.findIndex((block) => headingLevel(block) > 0 && block.text === title)
  for (let index = 0; index < at; index++) {
    const block = blocks[index]
    if (block && block.chars < leastAbove) kept[index] = false
  }
}

/** Each part under a heading of other talks, sponsors or sharing, up to the next heading of its level or above. */
function dropUnderHeadings(
  blocks: readonly Block[],
  scores: Float32Array,
  kept: boolean[],
  title: string | null,
): void {
  let level = 0
  let part: Frame | null = null
  blocks.forEach((block, index) => {
    const own = headingLevel(block)
    if (level > 0 && ((own > 0 && own <= level) || !isWithin(block.frame, part))) level = 0
    if (own > 0 && level === 0 && block.text !== title && isAsideHeading(block.text)) {
      level = own
      part = block.frame.parent
      // A heading in a box of its own.
      while (part?.parent && part.blocks === 1) part = part.parent
    }
    // Long prose below belongs to no list of links.
    if (level > 0 && (own > 0 || !isProse(block) || (scores[index] ?? 0) < 0.9)) kept[index] = false
  })
}

function isWithin(frame: Frame, container: Frame | null): boolean {
  for (let up: Frame | null = frame; up; up = up.parent) if (up === container) return true
  return false
}

const headingLevel = ({ frame }: Block): number => {
  const { name } = frame.element
  return /^h[1-6]$/.test(name) ? Number(name[1]) : 0
}
