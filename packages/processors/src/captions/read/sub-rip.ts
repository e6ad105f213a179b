import type { CaptionFormat } from './caption-format.ts'
import { blocksOf, readCueBlocks } from './cue-blocks.ts'

/** SubRip: blocks of a number, times and text. Also WebVTT that has lost its first line. */
export const readSubRip: CaptionFormat = (text, limits) => ({
  cues: readCueBlocks(blocksOf(text), limits),
  language: null,
})
