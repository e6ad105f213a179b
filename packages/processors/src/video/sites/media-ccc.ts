import { AppError, languageTag, sameLanguage } from '@async-events/core'
import { z } from 'zod'
import { fetchJson } from './fetch-json.ts'
import type { FoundMedia, VideoContext } from './found-media.ts'
import { pickRendition } from './pick-rendition.ts'

// Shape: the public API of voctoweb, https://github.com/voc/voctoweb (app/views/public/shared)
const event = z.object({
  title: z.string().nullish(),
  recordings: z.array(
    z.object({
      mime_type: z.string(),
      /** ISO 639-3; several sound tracks are joined by `-`. */
      language: z.string().nullish(),
      folder: z.string().nullish(),
      height: z.number().nullish(),
      size: z.number().nullish(),
      recording_url: z.string().nullish(),
    }),
  ),
})

const captionTypes = new Set(['text/vtt', 'application/x-subrip', 'text/srt'])

/** The recording of a media.ccc.de talk page; null for another URL. */
export async function findOnMediaCcc(ctx: VideoContext, page: string): Promise<FoundMedia | null> {
  const { hostname, pathname } = new URL(page)
  const slug = /^\/v\/([^/]+)/.exec(pathname)?.[1]
  if (hostname !== 'media.ccc.de' || slug === undefined) return null
  const { title, recordings } = await fetchJson(ctx, `https://media.ccc.de/public/events/${slug}`, event)
  const wanted = ctx.params.source_language
  const languages = (stated: string | null | undefined): string[] => (stated ?? '').split('-').filter(Boolean)

  const picked = pickRendition(
    recordings.flatMap(({ mime_type, language, folder, height, size, recording_url }) => {
      const picture = mime_type.startsWith('video/')
      if (!recording_url || !(picture || mime_type.startsWith('audio/'))) return []
      const spoken = languages(language)
      return [
        {
          url: recording_url,
          height: height ?? null,
          sound: true,
          // A video of the slides alone has no speaker, but all slides.
          picture: picture && !/slides/i.test(folder ?? ''),
          mp4: mime_type === 'video/mp4',
          wanted: spoken.length === 0 ? null : spoken.some((each) => sameLanguage(each, wanted)),
          bitrate: size ?? 0,
        },
      ]
    }),
  )
  if (picked === null) throw new AppError('unsupported_source', 'The page offers no recording yet')
  return {
    url: picked.url,
    title: title ?? null,
    captions: recordings.flatMap(({ mime_type, language, recording_url }) =>
      recording_url && captionTypes.has(mime_type)
        ? [
            {
              url: recording_url,
              language: languageTag(languages(language)[0]),
              label: null,
            },
          ]
        : [],
    ),
    chapters: [],
  }
}
