import { languageTag } from '@async-events/core'
import type { CaptionFormat } from './caption-format.ts'
import { blocksOf, readCueBlocks } from './cue-blocks.ts'

/** WebVTT, https://www.w3.org/TR/webvtt1/; ignores notes, styles, regions and cue settings. */
export const readWebVtt: CaptionFormat = (text, limits) => {
  const [header = '', ...blocks] = blocksOf(text)
  if (!/^\s*WEBVTT/.test(header)) return null
  return {
    cues: readCueBlocks([header, ...blocks], limits),
    language: languageTag(/^language:\s*(\S+)/im.exec(header)?.[1]),
  }
}
