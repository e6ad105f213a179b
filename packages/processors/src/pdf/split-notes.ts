import { linesOfBlocks } from '@async-events/media'
import type { Block, Page } from './contract.ts'

/** Pages from which on a common layout is one. */
const fewest = 3
/** Fractions of a page's height: where slide and notes meet, how high the free strip is, and steps in looking for it. */
const meeting = { from: 0.36, to: 0.62, strip: 0.02, step: 0.005 }
/** Share of the pages that have text in both parts; some slides have no notes. */
const usual = 0.5
/** Share of the pages that look like slide and notes; a slide may be without a title. */
const most = 0.6
/** Letters of notes are smaller than the title of the slide by at least this. */
const smaller = 0.92
const margin = 0.93

type Split = Pick<Page, 'picture' | 'text' | 'blocks' | 'notes'>

/**
 * Tells slides and the speaker's notes apart on pages that show both: upright pages with the slide above and text below
 * a strip that is free on all of them. Pages of several slides, and papers, have no such strip, or titles below it.
 */
export function splitNotes<P extends Split>(pages: readonly P[]): P[] {
  const meets = notesBegin(pages)
  if (meets === null) return [...pages]
  return pages.map((page) => {
    const below = (page.blocks ?? []).filter((block) => isNote(block, meets))
    const blocks = (page.blocks ?? []).filter((block) => !isNote(block, meets))
    const notes = below.map((block) => (block.rows ?? [block.lines]).flat().join(' ')).join('\n')
    return notes === '' ? page : { ...page, blocks, notes, text: linesOfBlocks(blocks).join('\n') }
  })
}

const isNote = (block: Block, meets: number): boolean =>
  block.place.top >= meets && block.place.top < margin && block.running !== true

/** Where notes begin on every page, in fractions of its height; null where there are none. */
function notesBegin(pages: readonly Split[]): number | null {
  const upright = pages.filter(({ picture }) => picture && picture.height > 1.15 * picture.width)
  if (pages.length < fewest || upright.length < pages.length) return null
  const contents = pages.map(({ blocks = [] }) =>
    blocks.filter(({ running, place }) => running !== true && place.top < margin),
  )
  for (let y = meeting.to; y >= meeting.from; y -= meeting.step) {
    const isFree = contents.every((blocks) =>
      blocks.every(
        ({ place }) => place.bottom <= y - meeting.strip / 2 || place.top >= y + meeting.strip / 2,
      ),
    )
    if (isFree && isSplit(contents, y)) return y
  }
  return null
}

function isSplit(contents: readonly Block[][], y: number): boolean {
  const parts = contents.map((blocks) => ({
    slide: largest(blocks.filter(({ place }) => place.bottom < y)),
    notes: largest(blocks.filter(({ place }) => place.top > y)),
  }))
  const both = parts.filter(({ slide, notes }) => slide > 0 && notes > 0)
  const isMost = (count: number, of: number): boolean => count >= most * of
  // Of several slides on a page the second one has its title further down
  const oneTitle = contents.filter((blocks) => {
    const slide = blocks.filter(({ place }) => place.bottom < y)
    return slide.every(({ size, place }) => size < smaller * largest(slide) || place.top < y / 2)
  })
  const below = both.filter(({ slide, notes }) => notes <= smaller * slide)
  return (
    both.length >= usual * parts.length &&
    isMost(oneTitle.length, contents.length) &&
    isMost(below.length, both.length)
  )
}

const largest = (blocks: readonly Block[]): number => Math.max(0, ...blocks.map(({ size }) => size))
