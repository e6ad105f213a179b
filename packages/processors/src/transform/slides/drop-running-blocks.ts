import { linesOfBlocks } from '@async-events/media/page-block'
import type { Slide } from './slide.ts'

/** Removes the headers and footers that the reader of the file marked. */
export const dropRunningBlocks = <S extends Pick<Slide, 'text' | 'blocks'>>(slides: readonly S[]): S[] =>
  slides.map((slide) => {
    if (slide.blocks === undefined) return slide
    const blocks = slide.blocks.filter(({ running }) => running !== true)
    return { ...slide, blocks, text: linesOfBlocks(blocks).join('\n') }
  })
