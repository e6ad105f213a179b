import { languageTag, type StepContext } from '@async-events/core'
import type { Caption } from '../../video/contract.ts'
import { readCaptions } from '../read/read-captions.ts'
import { unrollCues } from '../read/unroll-cues.ts'
import { writeVtt } from '../write/write-vtt.ts'

/** What is known of captions before they are read. */
export interface CaptionFacts {
  language: string | null
  label: string | null
  /** Made by machine line by line, each cue repeating the one before. */
  rolling: boolean
}

/** Stores captions of any format as WebVTT; null when it holds none. */
export async function storeCaption(
  ctx: Pick<StepContext, 'artifacts'>,
  bytes: Uint8Array,
  { language, label, rolling }: CaptionFacts,
): Promise<Caption | null> {
  const read = readCaptions(bytes)
  if (read === null) return null
  const cues = rolling ? unrollCues(read.cues) : read.cues
  return {
    language: languageTag(language) ?? read.language,
    label: label?.slice(0, 100).toWellFormed() || null,
    vtt: await ctx.artifacts.put(writeVtt(cues), 'text/vtt'),
  }
}
