import { AppError, languageTag, sameLanguage } from '@async-events/core'
import { runTool } from '@async-events/sandbox'
import { z } from 'zod'
import type { CaptionSource } from '../../captions/fetch/fetch-caption.ts'
import type { FoundMedia, VideoContext } from './found-media.ts'
import { pickRendition } from './pick-rendition.ts'

/** The only hosts whose URLs a program gets: no request or page can add one. */
const hosts = new Set([
  'youtube.com',
  'www.youtube.com',
  'm.youtube.com',
  'youtu.be',
  'youtube-nocookie.com',
  'www.youtube-nocookie.com',
  'vimeo.com',
  'player.vimeo.com',
])

/** Pages and scripts of a player, in both directions; the recording itself is not fetched this way. */
const maxProxyBytes = 64 * 1024 ** 2

// Shape: the info dictionary of yt-dlp, https://github.com/yt-dlp/yt-dlp/blob/master/yt_dlp/extractor/common.py
const format = z.object({
  url: z.string().nullish(),
  protocol: z.string().nullish(),
  ext: z.string().nullish(),
  vcodec: z.string().nullish(),
  acodec: z.string().nullish(),
  height: z.number().nullish(),
  tbr: z.number().nullish(),
  language: z.string().nullish(),
  has_drm: z.unknown().optional(),
})
const tracks = z.record(
  z.string(),
  z.array(z.object({ ext: z.string().nullish(), url: z.string().nullish(), name: z.string().nullish() })),
)
const info = z.object({
  _type: z.string().nullish(),
  title: z.string().nullish(),
  is_live: z.boolean().nullish(),
  formats: z.array(format).nullish(),
  subtitles: tracks.nullish(),
  automatic_captions: tracks.nullish(),
  chapters: z.array(z.object({ start_time: z.number(), title: z.string().nullish() })).nullish(),
})

export function isYtDlpPage(page: string): boolean {
  const { protocol, hostname, port } = new URL(page)
  return (protocol === 'https:' || protocol === 'http:') && port === '' && hosts.has(hostname)
}

/**
 * The recording of a YouTube or Vimeo page, as yt-dlp reports it; null for another URL. yt-dlp gives metadata only:
 * file and captions are fetched like everything else. It uses a guarded proxy, so that no page can lead it to a
 * private address. Throws `destination_not_allowed` when one tried, `unsupported_source` without yt-dlp or when the
 * page has only streams, `source_not_found`, `source_unavailable`, `resource_limit`.
 */
export async function findByYtDlp(ctx: VideoContext, page: string): Promise<FoundMedia | null> {
  if (!isYtDlpPage(page)) return null
  const { title, is_live, formats, subtitles, automatic_captions, chapters, _type } = await askYtDlp(
    ctx,
    page,
  )
  if (_type === 'playlist') throw new AppError('unsupported_source', 'The page is a playlist, not a video')
  if (is_live)
    throw new AppError('unsupported_source', 'The page shows a live stream that has no recording yet')
  const wanted = ctx.params.source_language
  const picked = pickRendition(
    (formats ?? []).flatMap(({ url, protocol, ext, vcodec, acodec, height, tbr, language, has_drm }) => {
      if (!url || (protocol !== 'https' && protocol !== 'http') || has_drm === true) return []
      const [sound, picture] = [acodec !== 'none', vcodec !== 'none']
      // A file without sound needs another one.
      if (!sound) return []
      return [
        {
          url,
          height: height ?? null,
          sound,
          picture,
          mp4: ext === 'mp4' || ext === 'm4a',
          wanted: language ? sameLanguage(language, wanted) : null,
          bitrate: tbr ?? 0,
        },
      ]
    }),
  )
  if (picked === null)
    throw new AppError(
      'unsupported_source',
      'The page offers the video only as a stream; give the URL of a file instead',
    )
  return {
    url: picked.url,
    title: title ?? null,
    captions: [
      ...Object.entries(subtitles ?? {}).flatMap(([language, offered]) => vttOf(language, offered, false)),
      // Generated ones come in a hundred languages: one is the original, the others are translated.
      ...Object.entries(automatic_captions ?? {})
        .filter(([language]) => sameLanguage(language.replace(/-orig$/, ''), wanted))
        .toSorted(([a], [b]) => Number(b.endsWith('-orig')) - Number(a.endsWith('-orig')))
        .slice(0, 1)
        .flatMap(([language, offered]) => vttOf(language.replace(/-orig$/, ''), offered, true)),
    ],
    chapters: (chapters ?? []).map((chapter) => ({ start: chapter.start_time, title: chapter.title ?? '' })),
  }
}

async function askYtDlp(ctx: VideoContext, page: string): Promise<z.output<typeof info>> {
  if (ctx.findTool('yt-dlp') === null)
    throw new AppError(
      'unsupported_source',
      'Videos of this site are read with yt-dlp, which is not installed on this worker: install it, or give the URL of a media file',
    )
  const url = new URL(page)
  url.protocol = 'https:'
  url.username = ''
  url.password = ''
  let complaint = ''
  const proxy = await ctx.openProxy({ maxBytes: maxProxyBytes, signal: ctx.signal })
  try {
    const { stdout } = await runTool(ctx, {
      tool: 'yt-dlp',
      args: [
        ...'-J --no-playlist --no-warnings --ignore-config --no-cache-dir --socket-timeout 20'.split(' '),
        ...['--', url.href],
      ],
      wallMs: 120_000,
      cpuSeconds: 90,
      addressSpaceBytes: 4 * 1024 ** 3,
      residentBytes: 1024 ** 3,
      fileBytes: 16 * 1024 ** 2,
      outputBytes: 16 * 1024 ** 2,
      // Not an argument, which every user of the machine can read. Children of yt-dlp use it too.
      env: { http_proxy: proxy.url, https_proxy: proxy.url, all_proxy: proxy.url, no_proxy: '' },
      onMessage: (line) => {
        if (line.startsWith('ERROR:')) complaint = line
      },
      failAs: 'source_unavailable',
    })
    return info.parse(JSON.parse(stdout.toString('utf8')))
  } catch (thrown) {
    ctx.signal.throwIfAborted()
    const refusal = proxy.refusal()
    if (refusal !== null) throw refusal
    if (!(thrown instanceof AppError))
      throw new AppError('bad_response', 'yt-dlp answered in an unknown format', { cause: thrown })
    if (thrown.code === 'source_unavailable') throw complained(complaint, thrown)
    throw thrown
  } finally {
    await proxy.close()
  }
}

/** yt-dlp has one exit code for all errors; its message tells which. */
function complained(complaint: string, cause: AppError): AppError {
  if (/unsupported url|premieres in|live event/i.test(complaint))
    return new AppError('unsupported_source', 'The page holds no recording that yt-dlp can read', { cause })
  if (
    /\b(?:404|410)\b|video unavailable|private video|removed|does not exist|no longer available/i.test(
      complaint,
    )
  )
    return new AppError('source_not_found', 'The site reports this video as missing or not public', { cause })
  return new AppError('source_unavailable', 'yt-dlp could not get the video from the site', { cause })
}

function vttOf(
  language: string,
  offered: readonly {
    ext?: string | null | undefined
    url?: string | null | undefined
    name?: string | null | undefined
  }[],
  generated: boolean,
): CaptionSource[] {
  const found = offered.find(({ ext, url }) => ext === 'vtt' && url)
  if (!found?.url) return []
  return [{ url: found.url, language: languageTag(language), label: found.name ?? null, generated }]
}
