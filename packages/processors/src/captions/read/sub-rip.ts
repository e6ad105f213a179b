import type { CaptionFormat } from './caption-format.ts'
import { readCueText } from './cue-text.ts'
import { decodeStrictly, decodeTwice } from './plain-line.ts'
import { timedBlocks } from './timed-blocks.ts'

/** References to references: a service escaped what was escaped. */
const twice = /&amp;(?:#\d{1,5}|#x[\da-f]{1,4}|[a-z]{2,8});/i

/** SubRip: blocks of a number, times and text. Also WebVTT that has lost its first line, and SubViewer. */
export const readSubRip: CaptionFormat = (text, limits) => {
  const decode = twice.test(text) ? decodeTwice : decodeStrictly
  const blocks = timedBlocks(text.replace(/^\ufeff/, ''), limits, false)
  if (blocks.length === 0) return null
  return {
    cues: blocks.flatMap((block) =>
      readCueText({ ...block, text: block.text.replace(/\[br\]/gi, '\n') }, decode),
    ),
    language: null,
  }
}
