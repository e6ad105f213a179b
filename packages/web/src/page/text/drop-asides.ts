import { isAsideHeading, isCommentsHeading } from './aside-headings.ts'
import { isAsideLine } from './aside-lines.ts'
import type { Block, Frame } from './blocks.ts'
import { isProse } from './keep-prose.ts'

/** A longer line above the title may be text. */
const leastAbove = 120
/** Prose that is as certain as this is about the session. */
const certain = 0.9

/**
 * Drops what is not about the session of the page: lines above its title, parts under headings such as "More talks",
 * lines that the site puts on each page, and headings that have lost all that stood below them.
 */
export function dropAsides(
  blocks: readonly Block[],
  scores: Float32Array,
  kept: boolean[],
  title: string | null,
): void {
  const before = kept.slice()
  dropUnderHeadings(blocks, scores, kept, title)
  dropLines(blocks, scores, kept, title)
  dropAbove(blocks, scores, kept, title)
  dropEmptyHeadings(blocks, before, kept, title)
}

function dropAbove(
  blocks: readonly Block[],
  scores: Float32Array,
  kept: boolean[],
  title: string | null,
): void {
  const at =
    title === null ? -1 : blocks.findIndex((block) => headingLevel(block) > 0 && block.text === title)
  for (let index = 0; index < at; index++) {
    const block = blocks[index]
    if (block && block.chars < leastAbove && !isCertain(block, scores[index])) kept[index] = false
  }
}

/** Each part under a heading of other talks, sponsors or sharing, up to the next heading of its level or above. */
function dropUnderHeadings(
  blocks: readonly Block[],
  scores: Float32Array,
  kept: boolean[],
  title: string | null,
): void {
  let index = 0
  while (index < blocks.length) {
    const block = blocks[index] as Block
    if (headingLevel(block) === 0 || block.text === title || !isAsideHeading(block.text)) {
      index += 1
      continue
    }
    const end = endOfPart(blocks, index)
    if (isCommentsHeading(block.text) || !isMostlyCertain(blocks, scores, index + 1, end))
      for (let at = index; at < end; at++) {
        const own = blocks[at] as Block
        // Long prose below belongs to no list of links.
        if (headingLevel(own) > 0 || !isCertain(own, scores[at])) kept[at] = false
      }
    index = end
  }
}

/** A section of the session's own text may be called "Feedback" or "Navigation". */
function isMostlyCertain(blocks: readonly Block[], scores: Float32Array, from: number, end: number): boolean {
  let all = 0
  let sure = 0
  for (let at = from; at < end; at++) {
    const block = blocks[at] as Block
    all += block.chars
    if (isCertain(block, scores[at])) sure += block.chars
  }
  return sure > all / 2
}

function dropLines(
  blocks: readonly Block[],
  scores: Float32Array,
  kept: boolean[],
  title: string | null,
): void {
  blocks.forEach((block, index) => {
    if (!kept[index] || (scores[index] ?? 0) >= certain || block.text === title || isCode(block)) return
    if (isAsideLine(block.text, block.linkChars)) kept[index] = false
  })
}

/** Headings of lists of links that were dropped or never kept. */
function dropEmptyHeadings(
  blocks: readonly Block[],
  before: readonly boolean[],
  kept: boolean[],
  title: string | null,
): void {
  for (let index = blocks.length - 1; index >= 0; index--) {
    const block = blocks[index] as Block
    if (!kept[index] || headingLevel(block) < 2 || block.text === title) continue
    const end = endOfPart(blocks, index)
    let chars = 0
    let linkChars = 0
    let lost = false
    let left = false
    for (let at = index + 1; at < end && !left; at++) {
      const own = blocks[at] as Block
      // A fact stands elsewhere in the document.
      if (kept[at] || own.nodes.length === 0) left = true
      if (before[at]) lost = true
      chars += own.chars
      linkChars += own.linkChars
    }
    if (!left && chars > 0 && (lost || linkChars > chars / 2)) kept[index] = false
  }
}

/** Index behind the part that a heading opens: in its container, up to the next heading of its level or above. */
function endOfPart(blocks: readonly Block[], from: number): number {
  const heading = blocks[from] as Block
  const level = headingLevel(heading)
  let part = heading.frame.parent
  // A heading in a box of its own.
  while (part?.parent && part.blocks === 1) part = part.parent
  let at = from + 1
  while (at < blocks.length) {
    const block = blocks[at] as Block
    const own = headingLevel(block)
    if ((own > 0 && own <= level) || !isWithin(block.frame, part)) break
    at += 1
  }
  return at
}

function isWithin(frame: Frame, container: Frame | null): boolean {
  for (let up: Frame | null = frame; up; up = up.parent) if (up === container) return true
  return false
}

const isCertain = (block: Block, score = 0): boolean => score >= certain && isProse(block)

const isCode = ({ frame }: Block): boolean =>
  frame.element.name === 'pre' || frame.parent?.element.name === 'pre'

const headingLevel = ({ frame }: Block): number => {
  const { name } = frame.element
  return /^h[1-6]$/.test(name) ? Number(name[1]) : 0
}
