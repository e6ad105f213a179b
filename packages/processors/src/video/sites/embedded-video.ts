import { readFile } from 'node:fs/promises'
import type { Fetched } from '@async-events/core'
import type { VideoContext } from './found-media.ts'

/** The video that a page shows, as `<video>`, OpenGraph or a player; null when it shows none but itself. */
export async function embeddedVideo(
  ctx: VideoContext,
  file: string,
  { url, charset, mediaType }: Fetched,
): Promise<{ url: string; title: string | null } | null> {
  const page = await ctx.readPage(await readFile(file), { url, charset, mediaType }, ctx.signal)
  return page.videoUrl === null || page.videoUrl === url ? null : { url: page.videoUrl, title: page.title }
}
