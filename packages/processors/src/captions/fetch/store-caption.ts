import { languageTag, type StepContext } from '@async-events/core'
import type { Caption } from '../../video/contract.ts'
import { readCaptions } from '../read/read-captions.ts'
import { unrollCues } from '../read/unroll-cues.ts'
import { writeVtt } from '../write/write-vtt.ts'

/** What is known of captions before they are read. */
export interface CaptionFacts {
  language: string | null
  label: string | null
  /** Where it was found; null of a track. */
  url?: string | null
  /** As the site says. */
  generated?: boolean
  /** Made by machine line by line, each cue repeating the one before. */
  rolling: boolean
}

/** Stores captions of any format as WebVTT; null when it holds none. */
export async function storeCaption(
  ctx: Pick<StepContext, 'artifacts'>,
  bytes: Uint8Array,
  { language, label, url = null, generated, rolling }: CaptionFacts,
): Promise<Caption | null> {
  const read = readCaptions(bytes)
  if (read === null) return null
  const cues = rolling ? unrollCues(read.cues) : read.cues
  return {
    language: languageTag(language) ?? read.language,
    label: label?.slice(0, 100).toWellFormed() || null,
    url: shownUrl(url),
    generated: generated === true || rolling,
    vtt: await ctx.artifacts.put(writeVtt(cues), 'text/vtt'),
  }
}

/** Longer ones, signed for one download, do not fit into the outputs of steps. */
const longestUrl = 500

function shownUrl(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null
  const shown = new URL(url)
  shown.username = ''
  shown.password = ''
  if (shown.href.length > longestUrl) shown.search = ''
  return shown.href.length > longestUrl ? null : shown.href
}
