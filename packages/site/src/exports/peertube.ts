import { primarySubtag } from '@async-events/core'
import { titleOf } from '../pages/talk-list.ts'
import type { SiteFile } from '../site-talk.ts'
import { writtenFile } from '../written-file.ts'
import { pretty } from './c3voc.ts'
import { cutText } from './cut-text.ts'
import { type ExportContext, type ExportTalk, pageOf } from './export-talk.ts'
import { captionsOf, folderOf } from './youtube.ts'

/** Body of `PUT /api/v1/videos/{id}/chapters`: `timecode` in whole seconds, each once. */
export interface PeerTubeChapters {
  chapters: { title: string; timecode: number }[]
}

/** Fields of `PUT /api/v1/videos/{id}`. */
export interface PeerTubeVideo {
  name: string
  description?: string
  language?: string
  tags: string[]
  originallyPublishedAt?: string
}

/**
 * What the REST API of PeerTube takes for each talk (public description: docs.joinpeertube.org): the fields of a video, its chapters,
 * and captions for `PUT /api/v1/videos/{id}/captions/{language}`.
 */
export function* peertubeFiles(talks: readonly ExportTalk[], context: ExportContext): Generator<SiteFile> {
  for (const talk of talks) {
    const folder = folderOf(talk)
    yield writtenFile(`${folder}/video.json`, pretty(videoOf(talk, context)))
    const chapters = chaptersOf(talk)
    if (chapters.chapters.length > 0) yield writtenFile(`${folder}/chapters.json`, pretty(chapters))
    yield* captionsOf(talk, folder)
  }
}

function chaptersOf({ chapters }: ExportTalk): PeerTubeChapters {
  const byTime = new Map(chapters.map(({ start, title }) => [Math.floor(start), cutText(title, 100)]))
  return {
    chapters: [...byTime].sort(([a], [b]) => a - b).map(([timecode, title]) => ({ title, timecode })),
  }
}

function videoOf(talk: ExportTalk, context: ExportContext): PeerTubeVideo {
  const { facts } = talk
  const page = pageOf(talk, context)
  const description = [cutText(facts.lead, 9000), ...(page === null ? [] : [page])].filter(
    (part) => part !== '',
  )
  const language = primarySubtag(facts.spoken)
  const tags = [context.title, facts.track].map((tag) => cutText(tag, 30)).filter((tag) => tag.length >= 2)
  return {
    // Three letters are the least.
    name: cutText(titleOf(talk).padEnd(3, ' –'), 120),
    ...(description.length > 0 && { description: description.join('\n\n').padEnd(3, '.') }),
    ...(language !== null && { language }),
    tags: [...new Set(tags)].slice(0, 5),
    ...(/^\d{4}-\d\d-\d\d$/.test(facts.day) && { originallyPublishedAt: `${facts.day}T00:00:00.000Z` }),
  }
}
