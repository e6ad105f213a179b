import type { PageElement } from '../tree/bounded-page.ts'
import { isAsideLine } from './aside-lines.ts'
import { type Block, type Frame, mark } from './blocks.ts'

/** On a short page each sentence matters more than a line too many. */
const leastScore = 0.1
/** Of a sentence that names a speaker. */
const leastScoreOfNamed = 0.02
/** Of the best point of a list under a kept heading. */
const leastScoreOfLed = 0.3
const leastProse = 20
const leastWords = 4
/** A line such as a heading or a name is kept with what it introduces. */
const mostHeading = 80

/** Adds the prose that the choice for pages of all kinds leaves out, such as biographies, with the headings above. */
export function keepProse(
  blocks: readonly Block[],
  scores: Float32Array,
  kept: boolean[],
  names: readonly string[],
): void {
  const parts = names.flatMap((name) => name.split(/\s+/)).filter((part) => part.length > 2)
  // The container whose heading names a speaker.
  let card: Frame | null = null
  blocks.forEach((block, index) => {
    const isNamed = parts.some((part) => block.text.includes(part))
    if (isHeading(block)) card = isNamed ? block.frame.parent : block.frame.parent === card ? card : null
    if (kept[index]) {
      if (isProse(block)) keepHeading(blocks, index, kept)
      return
    }
    if (isOutside(block) || !(isProse(block) || isCaption(blocks, index, kept))) return
    const isOfSpeaker = isNamed || block.frame.parent === card || isBiography(block)
    if ((scores[index] ?? 0) < (isOfSpeaker ? leastScoreOfNamed : leastScore)) return
    if (isAsideLine(block.text, block.linkChars)) return
    kept[index] = true
    keepHeading(blocks, index, kept)
  })
  keepLists(blocks, scores, kept)
}

/** All points of a list of which a third is kept, or that a kept line leads to: `Boots`, `A pencil` beside `Patience`. */
function keepLists(blocks: readonly Block[], scores: Float32Array, kept: boolean[]): void {
  const lists = new Map<PageElement, { all: number; kept: number; best: number; led: boolean }>()
  const listOf = ({ frame, linkChars }: Block): PageElement | null =>
    frame.element.name === 'li' && linkChars === 0 ? (frame.parent?.element ?? null) : null
  blocks.forEach((block, index) => {
    const list = listOf(block)
    if (list === null) return
    const led = kept[index - 1] === true && leadsToList(blocks[index - 1])
    const share = lists.get(list) ?? { all: 0, kept: 0, best: 0, led }
    share.all += block.chars
    share.best = Math.max(share.best, scores[index] ?? 0)
    if (kept[index]) share.kept += block.chars
    lists.set(list, share)
  })
  blocks.forEach((block, index) => {
    const list = listOf(block)
    const share = list === null ? undefined : lists.get(list)
    if (!share || isOutside(block)) return
    if (share.kept * 3 >= share.all || (share.led && share.best >= leastScoreOfLed)) kept[index] = true
  })
}

const leadsToList = (block: Block | undefined): boolean =>
  block !== undefined && (isHeading(block) || block.text.endsWith(':'))

export const isProse = ({ chars, linkChars, text, frame }: Block): boolean =>
  frame.element.name === 'pre' ||
  (chars >= leastProse && linkChars < chars * 0.5 && text.split(' ', leastWords).length === leastWords) ||
  (chars >= leastProse / 2 && linkChars === 0 && /[\u3040-\u9fff\uac00-\ud7af]/.test(text))

const isHeading = ({ frame }: Block): boolean => /^h[1-6]$/.test(frame.element.name)

/** By the name of its own element or of the one around it. */
const isBiography = ({ frame }: Block): boolean =>
  biography.test(frame.names) || (frame.parent !== null && biography.test(frame.parent.names))
const biography = /(?:^|[\s_-])(?:bio|biography|biografie|biographie|minibio)(?:$|[\s_-])/i

const isOutside = ({ frame }: Block): boolean =>
  (frame.marks & (mark.nav | mark.footer | mark.dialog | mark.button)) !== 0

/** Of a picture next to kept text. */
const isCaption = (blocks: readonly Block[], index: number, kept: readonly boolean[]): boolean =>
  blocks[index]?.frame.element.name === 'figcaption' && (kept[index - 1] === true || kept[index + 1] === true)

function keepHeading(blocks: readonly Block[], index: number, kept: boolean[]): void {
  const above = blocks[index - 1]
  if (!above || kept[index - 1] || above.chars > mostHeading || isOutside(above)) return
  if (/^(?:h[2-6]|dt|summary|strong|th)$/.test(above.frame.element.name)) kept[index - 1] = true
}
