import { languageTag } from '@async-events/core'
import type { z } from 'zod'
import { readCaptions } from '../captions/read/read-captions.ts'
import { unrollCues } from '../captions/read/unroll-cues.ts'
import { writeVtt } from '../captions/write/write-vtt.ts'
import type { videoContract } from './contract.ts'
import type { FetchedMedia } from './fetch-media.ts'
import { unlessRefused } from './sites/fetch-json.ts'
import type { CaptionSource, VideoContext } from './sites/found-media.ts'

export type Caption = z.input<(typeof videoContract)['result']>['captions'][number]

export const mostCaptions = 20
const maxBytes = 5 * 1024 ** 2

/** Captions of the site, or next to a file. Unavailable or unreadable ones are skipped. */
export async function fetchCaptions(ctx: VideoContext, media: FetchedMedia): Promise<Caption[]> {
  const sources = media.direct === null ? media.captions : sidecars(media.direct)
  const captions: Caption[] = []
  for (const source of sources.slice(0, mostCaptions)) {
    const asked = ctx.fetch({
      url: source.url,
      signal: ctx.signal,
      maxBytes,
      timeoutMs: 20_000,
      accept: 'text/vtt,application/x-subrip,text/plain;q=0.5',
    })
    const body = await unlessRefused(
      ctx,
      'captions',
      asked.then((fetched) => fetched.body),
      null,
    )
    const caption = body === null ? null : await storeCaption(ctx, body, source)
    if (caption !== null) captions.push(caption)
  }
  return captions
}

/** Stores captions of any format as WebVTT; null when it holds none. */
export async function storeCaption(
  ctx: VideoContext,
  bytes: Uint8Array,
  { language, label, rolling }: Pick<CaptionSource, 'language' | 'label' | 'rolling'>,
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

/** `talk.mp4` may have captions next to it. */
function sidecars(media: string): CaptionSource[] {
  const url = new URL(media)
  const stem = /^(.*\/[^/]+)\.[a-z0-9]{2,5}$/i.exec(url.pathname)?.[1]
  if (stem === undefined) return []
  return ['vtt', 'srt'].map((ending) => {
    const beside = new URL(url)
    beside.pathname = `${stem}.${ending}`
    beside.search = ''
    beside.hash = ''
    return { url: beside.href, language: null, label: null, rolling: false }
  })
}
