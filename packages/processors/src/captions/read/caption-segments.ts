import type { Segment } from '../../audio/contract.ts'
import { readCaptions } from './read-captions.ts'

/** Captions as pieces of speech; empty for a text that holds none. */
export function captionSegments(vtt: string): Segment[] {
  const cues = readCaptions(Buffer.from(vtt))?.cues ?? []
  return cues.map(({ start, end, speaker, lines }) => ({ start, end, text: lines.join(' '), speaker }))
}
