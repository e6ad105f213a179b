import { AppError, type ArtifactRef, type StepWarning } from '@async-events/core'
import {
  extractFrames,
  extractSound,
  extractSubtitles,
  type MediaProbe,
  packCells,
  type SceneFrame,
  type Sound,
} from '@async-events/media/av'
import { storeCaption } from '../captions/fetch/store-caption.ts'
import { captionTracks, chooseSound } from './choose-tracks.ts'
import type { Caption, Frame } from './contract.ts'
import { runTogether } from './run-together.ts'
import type { VideoContext } from './sites/found-media.ts'

export interface Taken {
  sound: (Sound & { artifact: ArtifactRef }) | null
  frames: Frame[]
  captions: Caption[]
  warnings: StepWarning[]
}

const noPictures: StepWarning = { code: 'no_pictures', message: 'No pictures could be taken from the video' }
/** Subtitle tracks that are read. */
const mostTracks = 10
/** Pictures stored at a time. */
const storedAtOnce = 4

/**
 * Extracts sound, pictures and subtitles of a recording and stores them. Each in its own parallel run: ffmpeg before
 * version 7 uses one thread, and a failure on pictures must not cost the sound. `onShare` gets 0 to 1.
 */
export async function takeFromMedia(
  ctx: VideoContext,
  file: string,
  probe: MediaProbe,
  onShare: (share: number) => void,
): Promise<Taken> {
  const warnings: StepWarning[] = []
  const share = slowest(onShare, [probe.sounds.length > 0, probe.picture !== null], probe.duration)
  tellUnused(ctx, probe)
  const stream = chooseSound(probe.sounds, ctx.params.source_language)

  /** Optional parts: a failure is a warning when there is sound. */
  const optional = async <T>(warning: StepWarning, task: Promise<T[]>): Promise<T[]> => {
    try {
      return await task
    } catch (thrown) {
      if (!(thrown instanceof AppError) || !['invalid_media', 'resource_limit'].includes(thrown.code))
        throw thrown
      if (stream === null) throw thrown
      const cause = thrown.cause instanceof Error ? thrown.cause.message : thrown.code
      ctx.log.warn({ cause }, warning.message)
      warnings.push(warning)
      return []
    }
  }

  const takeSound = async (signal: AbortSignal): Promise<Taken['sound']> => {
    if (stream === null) return null
    const sound = await extractSound({ ...toolContext(ctx), signal }, file, stream, share[0])
    if (sound === null) return null
    return { ...sound, artifact: await ctx.artifacts.put({ file: sound.file }, 'audio/flac') }
  }
  const takeFrames = async (signal: AbortSignal): Promise<Frame[]> => {
    const { picture, duration } = probe
    if (picture === null) return []
    const taking = extractFrames({ ...toolContext(ctx), signal }, file, picture, duration, share[1])
    const frames = await optional(noPictures, taking)
    if (frames.length === 0 && !warnings.includes(noPictures)) warnings.push(noPictures)
    return await storeFrames(ctx, frames, signal)
  }
  const takeSubtitles = async (signal: AbortSignal): Promise<Caption[]> => {
    const tracks = captionTracks(probe.subtitles).slice(0, mostTracks)
    const texts = await optional(
      { code: 'no_subtitles', message: 'The subtitles inside the recording could not be read' },
      extractSubtitles({ ...toolContext(ctx), signal }, file, tracks),
    )
    const captions: Caption[] = []
    for (const { stream: track, text } of texts) {
      const caption = await storeCaption(ctx, Buffer.from(text), track)
      if (caption !== null) captions.push({ ...caption, kind: 'track' })
    }
    return captions
  }
  const [sound, frames, captions] = await runTogether<[Taken['sound'], Frame[], Caption[]]>(ctx.signal, [
    takeSound,
    takeFrames,
    takeSubtitles,
  ])
  return { sound, frames, captions, warnings }
}

const toolContext = ({ findTool, workdir }: VideoContext) => ({ findTool, workdir })

async function storeFrames(
  ctx: VideoContext,
  frames: readonly SceneFrame[],
  signal: AbortSignal,
): Promise<Frame[]> {
  const stored: Frame[] = []
  const waiting = frames.entries()
  const storeNext = async (): Promise<void> => {
    for (const [at, { file, time, width, height, fingerprint, changed, moving }] of waiting) {
      signal.throwIfAborted()
      const picture = await ctx.artifacts.put({ file }, 'image/jpeg')
      stored[at] = {
        ...{ time, picture, width, height, fingerprint: Buffer.from(fingerprint).toString('base64') },
        ...{ changed: packCells(changed), moving: packCells(moving) },
      }
    }
  }
  await Promise.all(Array.from({ length: storedAtOnce }, storeNext))
  return stored
}

/** Tracks with other words than those of the talk, and those that cannot be read. */
function tellUnused({ log }: VideoContext, { sounds, subtitles, unreadSubtitles }: MediaProbe): void {
  for (const { index, purpose } of [...sounds, ...subtitles])
    if (purpose !== 'talk') log.info({ track: index, purpose }, 'a track of the recording is not the talk')
  for (const { index, codec } of unreadSubtitles)
    log.info(
      { track: index, codec },
      'the subtitles of a track are pictures, or in a format that is not read',
    )
}

/** Progress of runs side by side is that of the slowest. */
function slowest(
  onShare: (share: number) => void,
  runs: readonly boolean[],
  duration: number | null,
): [sound: (seconds: number) => void, pictures: (seconds: number) => void] {
  const seconds = runs.map((runs) => (runs ? 0 : Infinity))
  const tell = (run: number) => (done: number) => {
    seconds[run] = done
    const least = Math.min(...seconds)
    // Of an unknown duration, half is done after half an hour.
    onShare(duration === null ? least / (least + 1_800) : Math.min(1, least / duration))
  }
  return [tell(0), tell(1)]
}
