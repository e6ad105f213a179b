import { AppError, languageTag, sameLanguage } from '@async-events/core'
import { z } from 'zod'
import type { CaptionSource } from '../../captions/fetch/fetch-caption.ts'
import { fetchJson, unlessRefused } from './fetch-json.ts'
import type { FoundMedia, VideoContext } from './found-media.ts'
import { pickRendition, type Rendition } from './pick-rendition.ts'

// Shapes: https://docs.joinpeertube.org/api-rest-reference.html (getVideo, getVideoCaptions, getVideoChapters)
const file = z.object({
  resolution: z.object({ id: z.number() }),
  fileUrl: z.string().nullish(),
  size: z.number().nullish(),
  hasAudio: z.boolean().nullish(),
  hasVideo: z.boolean().nullish(),
})
const video = z.object({
  name: z.string(),
  isLive: z.boolean().nullish(),
  language: z.object({ id: z.string().nullish() }).nullish(),
  files: z.array(file).nullish(),
  streamingPlaylists: z.array(z.object({ files: z.array(file).nullish() })).nullish(),
})
const captionList = z.object({
  data: z.array(
    z.object({
      language: z.object({ id: z.string(), label: z.string().nullish() }),
      automaticallyGenerated: z.boolean().nullish(),
      captionPath: z.string().nullish(),
      fileUrl: z.string().nullish(),
    }),
  ),
})
const chapterList = z.object({ chapters: z.array(z.object({ timecode: z.number(), title: z.string() })) })

const pagePath = /^\/(?:w|videos\/watch|videos\/embed)\/([\w-]{8,})\/?$/

/** The recording of a PeerTube video page; null when the URL, or its host, is not PeerTube. */
export async function findOnPeerTube(ctx: VideoContext, page: string): Promise<FoundMedia | null> {
  const url = new URL(page)
  const id = pagePath.exec(url.pathname)?.[1]
  if (id === undefined) return null
  const api = `${url.origin}/api/v1/videos/${id}`
  const found = await fetchJson(ctx, api, video).catch((thrown: unknown) => {
    // Others have such paths, too.
    if (thrown instanceof AppError && (thrown.code === 'source_not_found' || thrown.code === 'bad_response'))
      return null
    throw thrown
  })
  if (found === null) return null

  const wanted = found.language?.id ? sameLanguage(found.language.id, ctx.params.source_language) : null
  const web = (found.files ?? []).map((each) => toRendition(each, wanted))
  const streamed = (found.streamingPlaylists ?? []).flatMap(({ files }) => files ?? [])
  // The files of a playlist are whole MP4 files in fragments.
  const picked = pickRendition([...web, ...streamed.map((each) => toRendition(each, wanted))].flat())
  if (picked === null) {
    const what = found.isLive ? 'a live stream that has no recording yet' : 'no file that can be fetched'
    throw new AppError('unsupported_source', `The page shows ${what}`)
  }
  const captions = await unlessRefused(ctx, 'captions', fetchJson(ctx, `${api}/captions`, captionList), {
    data: [],
  })
  const chapters = await unlessRefused(ctx, 'chapters', fetchJson(ctx, `${api}/chapters`, chapterList), {
    chapters: [],
  })
  return {
    url: picked.url,
    title: found.name,
    captions: captions.data
      .toSorted(
        (a, b) => Number(a.automaticallyGenerated ?? false) - Number(b.automaticallyGenerated ?? false),
      )
      .flatMap(({ language, automaticallyGenerated, captionPath, fileUrl }): CaptionSource[] => {
        const at = fileUrl || captionPath
        if (!at || !URL.canParse(at, url.origin)) return []
        return [
          {
            url: new URL(at, url.origin).href,
            language: languageTag(language.id),
            label: language.label ?? null,
            generated: automaticallyGenerated === true,
          },
        ]
      }),
    chapters: chapters.chapters.map(({ timecode, title }) => ({ start: timecode, title })),
  }
}

function toRendition(
  { fileUrl, resolution, size, hasAudio, hasVideo }: z.output<typeof file>,
  wanted: boolean | null,
): Rendition[] {
  if (!fileUrl) return []
  return [
    {
      url: fileUrl,
      height: resolution.id,
      sound: hasAudio ?? true,
      picture: hasVideo ?? resolution.id > 0,
      mp4: /\.mp4$/i.test(new URL(fileUrl, 'https://host.invalid').pathname),
      wanted,
      bitrate: size ?? 0,
    },
  ]
}
