import { AppError, primarySubtag } from '@async-events/core'
import { detectLanguage } from '@async-events/web/detect-language'
import { fetchCaption, tryCaption } from '../captions/fetch/fetch-caption.ts'
import { readSpeech } from '../captions/read/read-speech.ts'
import type { Caption } from './contract.ts'
import type { FetchedMedia } from './fetch-media.ts'
import { type Sidecar, sidecarUrls } from './sidecar-urls.ts'
import type { VideoContext } from './sites/found-media.ts'

export const mostCaptions = 20

/** Captions of the site or page, or next to a file. Unavailable or unreadable ones are skipped. */
export async function fetchCaptions(ctx: VideoContext, media: FetchedMedia): Promise<Caption[]> {
  if (media.direct !== null) return await fetchSidecars(ctx, media.direct)
  const captions: Caption[] = []
  for (const source of media.captions.slice(0, mostCaptions)) {
    const caption = await fetchCaption(ctx, source)
    if (caption !== null) captions.push({ ...caption, kind: 'site' })
  }
  return captions
}

/** Nobody named them: they are guessed until some are there for the talk, or the server has enough of it. */
async function fetchSidecars(ctx: VideoContext, media: string): Promise<Caption[]> {
  const captions: Caption[] = []
  for (const group of sidecarUrls(media, ctx.params.source_language)) {
    const found = await fetchGroup(ctx, group)
    captions.push(...found.captions)
    if (found.refused || (await areOfTalk(ctx, found.captions))) break
  }
  return captions
}

async function fetchGroup(
  ctx: VideoContext,
  group: readonly Sidecar[],
): Promise<{ captions: Caption[]; refused: boolean }> {
  const captions: Caption[] = []
  for (const { url, language } of group) {
    const found = await tryCaption(ctx, { url, language, label: null })
    if (!(found instanceof AppError)) captions.push({ ...found, kind: 'sidecar' })
    // Busy, not allowed, or a page for whatever it is asked for.
    else if (found.code !== 'source_not_found') return { captions, refused: true }
  }
  return { captions, refused: false }
}

/** Whether one is in the language of the talk, as far as that is known. */
async function areOfTalk(ctx: VideoContext, captions: readonly Caption[]): Promise<boolean> {
  const talk = primarySubtag(ctx.params.source_language)
  for (const { language, vtt } of captions) {
    const known = primarySubtag(language) ?? (await detectLanguage(await wordsOf(ctx, vtt)))
    if (known === null || talk === null || known === talk) return true
  }
  return false
}

const wordsOf = async (ctx: VideoContext, vtt: Caption['vtt']): Promise<string> =>
  readSpeech(await ctx.artifacts.readText(vtt))
    .map(({ text }) => text)
    .join(' ')
