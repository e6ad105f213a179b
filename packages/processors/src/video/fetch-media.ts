import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError, type Fetched } from '@async-events/core'
import { sourceKind } from '../scrape/source-kind.ts'
import { embeddedVideo } from './sites/embedded-video.ts'
import type { FoundMedia, VideoContext } from './sites/found-media.ts'
import { findOnMediaCcc } from './sites/media-ccc.ts'
import { findOnPeerTube } from './sites/peertube.ts'
import { findByYtDlp } from './sites/yt-dlp.ts'

export interface FetchedMedia extends FoundMedia {
  /** In the work folder. */
  file: string
  bytes: number
  /** The URL of the file itself; null when a site or a page named it. */
  direct: string | null
}

const maxBytes = 4 * 1024 ** 3
const timeoutMs = 50 * 60_000
/** A larger file is no page, whatever it begins with. */
const maxPageBytes = 10 * 1024 ** 2

/**
 * Fetches the recording of a URL: the file itself, the one that a page of a known site shows, or the only video of
 * any other page. The content decides, not the URL or media type. `onShare` gets 0 to 1. Throws what `ctx.fetch`
 * throws, `invalid_media` for an empty answer, `unsupported_source` for other pages.
 */
export async function fetchMedia(
  ctx: VideoContext,
  onShare: (share: number, message: string) => void,
): Promise<FetchedMedia> {
  const url = ctx.params.video_url
  const known = await findBySite(ctx, url)
  if (known !== null) return await download(ctx, known, null, onShare)

  const file = join(ctx.workdir, 'media')
  const fetched = await fetchFile(ctx, url, file, onShare)
  if (!(await isPage(fetched, file)))
    return { ...nothingKnown, url: fetched.url, bytes: fetched.bytes, file, direct: url }
  // A page with the name or type of a recording is a broken recording, not a page.
  if (/^(?:video|audio)\//.test(fetched.mediaType)) throw new AppError('invalid_media')

  const onPage = (await findOnPeerTube(ctx, fetched.url)) ?? (await findInPage(ctx, fetched, file))
  await rm(file)
  if (onPage === null)
    throw new AppError(
      'unsupported_source',
      'The URL leads to a page on which no recording was found: give the URL of the media file itself',
    )
  return await download(ctx, onPage, null, onShare)
}

const nothingKnown = { title: null, captions: [], chapters: [] }

const findBySite = async (ctx: VideoContext, url: string): Promise<FoundMedia | null> =>
  (await findByYtDlp(ctx, url)) ?? (await findOnMediaCcc(ctx, url))

async function findInPage(ctx: VideoContext, fetched: Fetched, file: string): Promise<FoundMedia | null> {
  const embedded = await embeddedVideo(ctx, file, fetched)
  if (embedded === null) return null
  const onSite = (await findBySite(ctx, embedded.url)) ?? (await findOnPeerTube(ctx, embedded.url))
  if (onSite === null) return { ...nothingKnown, ...embedded }
  return { ...onSite, captions: [...embedded.captions, ...onSite.captions] }
}

async function download(
  ctx: VideoContext,
  found: FoundMedia,
  direct: string | null,
  onShare: (share: number, message: string) => void,
): Promise<FetchedMedia> {
  const file = join(ctx.workdir, 'media')
  const fetched = await fetchFile(ctx, found.url, file, onShare)
  if (await isPage(fetched, file))
    throw new AppError('unsupported_source', 'The site answered with a page instead of the recording')
  return { ...found, url: fetched.url, bytes: fetched.bytes, file, direct }
}

async function fetchFile(
  ctx: VideoContext,
  url: string,
  file: string,
  onShare: (share: number, message: string) => void,
): Promise<Fetched> {
  const fetched = await ctx.fetch({
    url,
    signal: ctx.signal,
    maxBytes,
    timeoutMs,
    accept: 'video/*,audio/*;q=0.9,*/*;q=0.5',
    toFile: file,
    onProgress: (received, total) =>
      onShare(
        // Of an unknown total, half is done after 100 MB.
        total ? received / total : received / (received + 1e8),
        'Fetching the recording',
      ),
  })
  if (fetched.bytes === 0) throw new AppError('invalid_media', 'The source is empty')
  return fetched
}

async function isPage(fetched: Fetched, file: string): Promise<boolean> {
  if (fetched.bytes > maxPageBytes) return false
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2_048), 0, 2_048, 0)
    return sourceKind({ body: buffer.subarray(0, bytesRead), mediaType: fetched.mediaType }) === 'html'
  } finally {
    await handle.close()
  }
}
