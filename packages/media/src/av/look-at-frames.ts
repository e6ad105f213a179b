import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { runTool, type ToolContext, type ToolRun } from '@async-events/sandbox'
import type { PictureStream } from './media-probe.ts'
import { openFile } from './open-file.ts'
import { watchSize } from './watch-cells.ts'

/** A frame of the recording. */
export interface SeenFrame {
  /** Seconds. */
  time: number
  /** JPEG of this frame, or of the last one that it hardly differs from, at most 1280 pixels wide. */
  file: string | null
}

export interface LookRequest {
  media: string
  stream: PictureStream
  /** Decode key frames only, or all frames. */
  frames: 'keys' | 'all'
  /** Minimum seconds between frames; nearer ones are skipped. */
  spacing: number
  onSeconds: (seconds: number) => void
}

export interface Looks {
  seen: SeenFrame[]
  /** File with the grey values of each, `watchSize`, one after the other. */
  prints: string
  /** Packet list of the stream as `framecrc` writes it, in the work folder. */
  packets: string
}

const maxWidth = 1280
/** Maximum pictures written. */
export const mostPictures = 7_200
/** Maximum frames read, whatever duration and timestamps the file states. */
export const mostLooks = 8_000
/** Codecs with frames that no other refers to, which need not be decoded. */
const skippable = new Set(['h264', 'hevc'])
/** Codecs whose ffmpeg decoders ignore requests to skip frames. */
const deafDecoders = new Set(['vp9', 'av1'])

const limits = {
  tool: 'ffmpeg',
  wallMs: 20 * 60_000,
  cpuSeconds: 1_800,
  addressSpaceBytes: 4 * 1024 ** 3,
  residentBytes: 2 * 1024 ** 3,
  failAs: 'invalid_media',
} as const satisfies Partial<ToolRun>

/**
 * Reads frames of a recording in one ffmpeg run: the grey values of each, small, and a picture of each that differs from
 * the last such one. Throws `invalid_media`, `resource_limit`, `tool_missing`.
 */
export async function lookAtFrames(ctx: ToolContext, request: LookRequest): Promise<Looks> {
  const { media, stream, frames, spacing, onSeconds } = request
  const folder = join(ctx.workdir, frames)
  await mkdir(folder, { recursive: true })
  const copied = frames === 'keys' && deafDecoders.has(stream.codec)
  if (copied) await copyKeyFrames(ctx, media, stream)
  const index = copied ? 0 : stream.index
  const seen: { time: number; kept: boolean }[] = []
  await runTool(ctx, {
    ...limits,
    args: [
      ...quietly,
      // Filters and pictures take as long as decoding all frames; among key frames only large ones are worth a thread.
      ...['-threads', frames === 'all' || isLarge(stream) ? '2' : '1', '-filter_complex_threads', '1'],
      ...(frames === 'keys' ? ['-skip_frame:v', 'nokey'] : []),
      ...(frames === 'all' && skippable.has(stream.codec) ? ['-skip_frame:v', 'noref'] : []),
      // Otherwise timestamps would start at the first frame; they count from the recording's start.
      ...(copied ? ['-copyts'] : []),
      ...openFile(copied ? join(folder, 'copy') : media),
      ...['-filter_complex', filterGraph(index, spacing)],
      ...['-map', '[picture]', '-r', '25', '-c:v', 'mjpeg', '-q:v', '4', '-threads', '1'],
      ...'-map_metadata -1 -flags:v +bitexact -fflags +bitexact'.split(' '),
      ...['-frames:v', String(mostPictures), '-f', 'image2', `file:${frames}/%05d.jpg`],
      ...['-map', '[print]', '-r', '25', '-c:v', 'rawvideo', '-f', 'rawvideo', `file:${frames}/prints`],
      ...(copied ? [] : listPackets(index, frames)),
    ],
    // The packet list is the longest: 60 bytes each.
    fileBytes: 256 * 1024 ** 2,
    onLine: frameTimes((time) => {
      onSeconds(time)
      const frame = { time, kept: false }
      seen.push(frame)
      return () => {
        frame.kept = true
      }
    }),
  })
  if (copied) await rm(join(folder, 'copy'))
  let pictures = 0
  return {
    packets: join(folder, 'packets'),
    prints: join(folder, 'prints'),
    seen: seen.map(({ time, kept }) => {
      if (kept) pictures = Math.min(mostPictures, pictures + 1)
      return { time, file: pictures === 0 ? null : join(folder, `${String(pictures).padStart(5, '0')}.jpg`) }
    }),
  }
}

const isLarge = ({ width, height }: PictureStream): boolean => width * height > 1920 * 1088

const quietly = '-nostdin -y -v error -nostats -an -sn -dn'.split(' ')

/** For decoders that skip nothing. */
async function copyKeyFrames(ctx: ToolContext, media: string, stream: PictureStream): Promise<void> {
  await runTool(ctx, {
    ...limits,
    args: [
      ...quietly,
      ...openFile(media),
      ...['-map', `0:${stream.index}`, '-c', 'copy', '-bsf:v', 'noise=drop=not(key)'],
      ...['-map_metadata', '-1', '-map_chapters', '-1', '-f', 'matroska', 'file:keys/copy'],
      ...listPackets(stream.index, 'keys'),
    ],
    fileBytes: 4 * 1024 ** 3,
  })
}

const listPackets = (index: number, folder: string): string[] => [
  ...['-map', `0:${index}`, '-c', 'copy', '-f', 'framecrc', `file:${folder}/packets`],
]

/**
 * Two outputs: the grey values of every frame, and a picture of each that differs from the last one that did. Their
 * times are printed in milliseconds on standard output. `select=gt(scene,…)` is of no use here: its score is small
 * when the change before was as large, and with key frames alone every one may be a cut.
 */
function filterGraph(index: number, spacing: number): string {
  const { width, height } = watchSize
  const tell = (what: string): string =>
    `metadata=mode=add:key=${what}:value=1,metadata=mode=print:key=${what}:file=-:direct=1`
  // Evenly spaced: no frame is duplicated or dropped for a frame rate.
  const evenly = 'setpts=N/25/TB'
  return [
    [
      `[0:${index}]settb=1/1000`,
      `select='lt(selected_n,${mostLooks})*(isnan(prev_selected_t)+gte(t-prev_selected_t,${spacing.toFixed(3)}))'`,
      tell('seen'),
      `scale=w='min(${maxWidth},iw)':h=-2:flags=bicubic,format=yuv420p`,
      'split[whole][small]',
    ].join(','),
    [
      // One more letter makes a candidate; the selection follows.
      // Nothing that the grey values show is too small for a picture.
      '[whole]mpdecimate=hi=64*12:lo=64*5:frac=0.1',
      tell('kept'),
      evenly,
      'scale=out_range=full,format=yuvj420p[picture]',
    ].join(','),
    [
      // Averaged first, then grey by way of RGB: the video's luma may be BT.709.
      `[small]scale=${width}:${height}:flags=area+accurate_rnd,format=gbrp`,
      'scale=flags=area+accurate_rnd,format=gray',
      `${evenly}[print]`,
    ].join(','),
  ].join(';')
}

/** Parses what the two `metadata` filters print: a line with the time, then the name. */
function frameTimes(onSeen: (seconds: number) => () => void): (line: string) => void {
  let seconds = 0
  let keep = (): void => {}
  return (line) => {
    const millis = /^frame:\d+\s+pts:(-?\d+)/.exec(line)?.[1]
    if (millis !== undefined) seconds = Math.max(0, Number(millis) / 1000)
    else if (line === 'seen=1') keep = onSeen(seconds)
    else if (line === 'kept=1') keep()
  }
}
