import { AppError, indexMediaType, limits, type Runner, type StepWarning } from '@async-events/core'
import { type MediaProbe, probeMedia } from '@async-events/media/av'
import { requireTool } from '@async-events/sandbox'
import type { z } from 'zod'
import { fetchCaptions, mostCaptions } from './collect-captions.ts'
import type { Caption, videoContract } from './contract.ts'
import { fetchMedia } from './fetch-media.ts'
import { runTogether } from './run-together.ts'
import type { VideoContext } from './sites/found-media.ts'
import { isYtDlpPage } from './sites/yt-dlp.ts'
import { type Taken, takeFromMedia } from './take-from-media.ts'

type VideoResult = z.input<(typeof videoContract)['result']>

/** Progress after the download, and after the work on the file. */
const fetched = 50
const taken = 97
const mostChapters = 100

async function run(ctx: VideoContext): ReturnType<Runner<typeof videoContract>> {
  // Before a long download.
  for (const tool of ['ffprobe', 'ffmpeg']) requireTool(ctx.findTool, tool)
  const show = rising(ctx)
  show(0, 'Fetching the recording')
  const media = await fetchMedia(ctx, (share, message) => show(share * fetched, message))
  show(fetched, 'Looking at the recording')
  const probe = await probeMedia(ctx, media.file)
  const showTaken = (share: number): void =>
    show(fetched + share * (taken - fetched), 'Taking sound and pictures')
  const [{ sound, frames, captions, warnings }, fetchedCaptions] = await runTogether<[Taken, Caption[]]>(
    ctx.signal,
    [
      (signal) => takeFromMedia({ ...ctx, signal }, media.file, probe, showTaken),
      // Its server is waited for while the recording is read.
      (signal) => fetchCaptions({ ...ctx, signal }, media),
    ],
  )
  captions.push(...fetchedCaptions)

  if (captions.length === 0) warnings.push(...unreadWarning(probe))
  const transcribable = sound !== null || captions.length > 0
  const empty = !transcribable && frames.length === 0
  if (empty && probe.picture === null) throw new AppError('no_audio_stream')
  if (!transcribable) warnings.push({ code: 'no_audio_stream', message: 'The recording has no sound' })
  const output: VideoResult = {
    url: media.url,
    media_type: probe.mediaType,
    bytes: media.bytes,
    kind: probe.picture === null ? 'audio' : 'video',
    duration: probe.duration ?? sound?.duration ?? null,
    width: probe.picture?.width ?? null,
    height: probe.picture?.height ?? null,
    title: (media.title ?? probe.title)?.slice(0, 500).toWellFormed() ?? null,
    audio: sound?.artifact ?? null,
    transcribable,
    captions: captions.slice(0, mostCaptions),
    chapters: tidyChapters(media.chapters.length > 0 ? media.chapters : probe.chapters),
    index: frames.length === 0 ? null : await ctx.artifacts.put(JSON.stringify(frames), indexMediaType),
    frames: frames.length,
  }
  show(100, 'Done')
  return { output: bounded(output), warnings, empty }
}

/** Subtitles that players show, and that are the only ones. */
function unreadWarning({ unreadSubtitles }: MediaProbe): StepWarning[] {
  const unread = unreadSubtitles.filter(({ purpose }) => purpose === 'talk')
  if (unread.length === 0) return []
  const codecs = [...new Set(unread.map(({ codec }) => codec))].join(', ')
  const message = `The recording has subtitles as pictures or in another form that is not read (${codecs}). Give them as WebVTT or SubRip in captions_url`
  return [{ code: 'subtitles_not_read', message }]
}

/** With other tools the same URL may give another result, or none. */
async function fingerprint({ params, findTool }: Pick<VideoContext, 'params' | 'findTool'>): Promise<string> {
  const tools = ['ffmpeg', ...(isYtDlpPage(params.video_url) ? ['yt-dlp'] : [])]
  return tools.map((tool) => `${tool}:${findTool(tool) === null ? 'missing' : 'there'}`).join(' ')
}

/** Fetches a recording and extracts sound, captions and a picture of each scene. */
export const runVideo: Runner<typeof videoContract> = Object.assign(run, { fingerprint })

/** Progress that never falls. */
function rising(ctx: VideoContext): (percent: number, message: string) => void {
  let shown = 0
  return (percent, message) => {
    shown = Math.max(shown, Math.min(100, percent))
    ctx.progress(shown, message)
  }
}

function tidyChapters(chapters: VideoResult['chapters']): VideoResult['chapters'] {
  return chapters
    .map(({ start, title }) => ({
      start: Math.max(0, start),
      title: title
        .replace(/[\p{Cc}\s]+/gu, ' ')
        .trim()
        .slice(0, 100)
        .toWellFormed(),
    }))
    .filter(({ start, title }) => Number.isFinite(start) && title !== '')
    .toSorted((a, b) => a.start - b.start)
    .slice(0, mostChapters)
}

/** Drops chapters until the result fits into a step output. */
function bounded(result: VideoResult): VideoResult {
  while (Buffer.byteLength(JSON.stringify(result)) > limits.stepOutput - 2_048 && result.chapters.length > 0)
    result.chapters.pop()
  return result
}
