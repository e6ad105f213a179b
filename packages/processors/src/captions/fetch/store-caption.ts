import { languageTag, type StepContext } from '@async-events/core'
import type { Caption } from '../../video/contract.ts'
import { readCaptions } from '../read/read-captions.ts'
import { writeVtt } from '../write/write-vtt.ts'

/** What is known of captions before they are read. */
export interface CaptionFacts {
  language: string | null
  label: string | null
  /** Where it was found; null of a track. */
  url?: string | null
  /** As the site says. */
  generated?: boolean
}

export type StoreContext = Pick<StepContext, 'artifacts'> & {
  /** The language of the talk helps to decode old files. */
  params: { source_language: string }
}

/** Stores captions of any format as WebVTT; null when it holds none. */
export async function storeCaption(
  ctx: StoreContext,
  bytes: Uint8Array,
  { language, label, url = null, generated }: CaptionFacts,
): Promise<Caption | null> {
  const read = readCaptions(bytes, languageTag(language) ?? ctx.params.source_language)
  if (read === null) return null
  return {
    language: languageTag(language) ?? read.language,
    label: label?.slice(0, 100).toWellFormed() || null,
    url: shownUrl(url),
    // Nobody types the time of each word.
    generated: generated === true || read.cues.some(({ words }) => words !== undefined),
    vtt: await ctx.artifacts.put(writeVtt(read.cues), 'text/vtt'),
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
