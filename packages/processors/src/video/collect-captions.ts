import { type CaptionSource, fetchCaption } from '../captions/fetch/fetch-caption.ts'
import type { Caption } from './contract.ts'
import type { FetchedMedia } from './fetch-media.ts'
import type { VideoContext } from './sites/found-media.ts'

export const mostCaptions = 20

/** Captions of the site or page, or next to a file. Unavailable or unreadable ones are skipped. */
export async function fetchCaptions(ctx: VideoContext, media: FetchedMedia): Promise<Caption[]> {
  const sources = media.direct === null ? media.captions : sidecars(media.direct)
  const captions: Caption[] = []
  for (const source of sources.slice(0, mostCaptions)) {
    const caption = await fetchCaption(ctx, source)
    if (caption !== null) captions.push(caption)
  }
  return captions
}

/** Of files in several formats: `talk.av1.webm` and `talk.1080p.mp4` have captions in `talk.vtt`. */
const formatOfFile = /\.(?:av1|vp[89]|[hx]\.?26[45]|hevc|avc|\d{3,4}p|[hsl][dq])$/i

/** `talk.mp4` may have captions next to it. */
function sidecars(media: string): CaptionSource[] {
  const url = new URL(media)
  const stem = /^(.*\/[^/]+)\.[a-z0-9]{2,5}$/i.exec(url.pathname)?.[1]
  if (stem === undefined) return []
  return [...new Set([stem, stem.replace(formatOfFile, '')])].flatMap((each) =>
    ['vtt', 'srt'].map((ending) => {
      const beside = new URL(url)
      beside.pathname = `${each}.${ending}`
      beside.search = ''
      beside.hash = ''
      return { url: beside.href, language: null, label: null }
    }),
  )
}
