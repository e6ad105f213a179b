import { conference } from '../conference.ts'
import { chaptersOf } from '../facts/talk-parts.ts'
import { linesOf } from '../lines-of.ts'
import type { SiteFile, SiteTalk } from '../site-talk.ts'
import { c3vocFiles } from './c3voc.ts'
import type { ExportContext, ExportTalk } from './export-talk.ts'
import type { ExportTarget } from './export-targets.ts'
import { peertubeFiles } from './peertube.ts'
import { pretalxFiles } from './pretalx.ts'
import { youtubeFiles } from './youtube.ts'

const makers: Readonly<
  Record<ExportTarget, (talks: readonly ExportTalk[], context: ExportContext) => Generator<SiteFile>>
> = { c3voc: c3vocFiles, youtube: youtubeFiles, peertube: peertubeFiles, pretalx: pretalxFiles }

export interface ExportOptions {
  target: ExportTarget
  baseUrl?: string | null | undefined
}

/**
 * Captions, chapters and facts of a conference by the names and in the forms that a target expects. Transcripts of all talks are held
 * until the end.
 *
 * @param name of the batch, where no talk names its event
 */
export async function* conferenceExport(
  name: string,
  all: readonly SiteTalk[],
  { target, baseUrl = null }: ExportOptions,
): AsyncGenerator<SiteFile, void, void> {
  const { title, talks } = conference(name, all)
  const read: ExportTalk[] = []
  for (const talk of talks) {
    const content = await talk.read()
    read.push({ ...talk, lines: await linesOf(content), chapters: chaptersOf(content.structured) })
  }
  yield* makers[target](read, { title, baseUrl })
}
