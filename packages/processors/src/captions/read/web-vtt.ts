import { languageTag } from '@async-events/core'
import type { CaptionFormat } from './caption-format.ts'
import { readCueText } from './cue-text.ts'
import { decodeOnce, decodeTwice } from './plain-line.ts'
import { timedBlocks } from './timed-blocks.ts'

/** No one says this, and one service writes it. */
const twice = /\p{L}&amp;#0?39;\p{L}/u

/** WebVTT, https://www.w3.org/TR/webvtt1/; ignores notes, styles, regions and cue settings. */
export const readWebVtt: CaptionFormat = (text, limits) => {
  if (!/^\s*WEBVTT/.test(text)) return null
  const [header = ''] = text.split(/\n[ \t]*\n|-->/, 1)
  const decode = twice.test(text) ? decodeTwice : decodeOnce
  return {
    cues: timedBlocks(text, limits, true).flatMap((block) => readCueText(block, decode)),
    language: languageTag(/^language:\s*(\S+)/im.exec(header)?.[1]),
  }
}
