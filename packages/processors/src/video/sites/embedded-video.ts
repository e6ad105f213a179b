import { readFile } from 'node:fs/promises'
import type { Fetched } from '@async-events/core'
import type { FoundMedia, VideoContext } from './found-media.ts'

/** The video that a page shows or links, with the captions that it names; null when it has none but itself. */
export async function embeddedVideo(
  ctx: VideoContext,
  file: string,
  { url, charset, mediaType }: Fetched,
): Promise<Pick<FoundMedia, 'url' | 'title' | 'captions'> | null> {
  const page = await ctx.readPage(await readFile(file), { url, charset, mediaType }, ctx.signal)
  if (page.videoUrl === null || page.videoUrl === url) return null
  return { url: page.videoUrl, title: page.title, captions: page.captions }
}
