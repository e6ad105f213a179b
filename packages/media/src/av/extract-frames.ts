import { mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { runTool, type ToolContext, type ToolRun } from '../tool/run-tool.ts'
import { chooseScenes, type Look } from './choose-scenes.ts'
import { fingerprintBytes, fingerprintSize } from './fingerprint.ts'
import { jpegSize } from './jpeg-size.ts'
import type { PictureStream } from './media-probe.ts'
import { openFile } from './open-file.ts'

/** A picture of the recording at a change of scene. */
export interface SceneFrame {
  /** Seconds from the beginning of the recording. */
  time: number
  /** JPEG in the work folder, at most 1280 pixels wide. */
  file: string
  width: number
  height: number
  /** See `fingerprintSize`. */
  fingerprint: Uint8Array
}

const mostFrames = 200
const maxWidth = 1280
/** Pictures that are written before the choice, at most; they share the recording's time. */
const mostCandidates = 4_000
/** Key frames nearer than this are one; with longer recordings, further apart ones too. In seconds. */
const nearest = 0.5
/** Their decoders in ffmpeg decode every picture, whatever they are told to skip. */
const deafDecoders = new Set(['vp9', 'av1'])

/**
 * Takes a picture at each change of scene out of a recording, the first picture always. Only key frames are decoded:
 * encoders place one at a cut. Throws `invalid_media`, `resource_limit`, `tool_missing`.
 */
export async function extractFrames(
  ctx: ToolContext,
  media: string,
  stream: PictureStream,
  duration: number | null,
  onSeconds: (seconds: number) => void,
): Promise<SceneFrame[]> {
  const folder = join(ctx.workdir, 'frames')
  await mkdir(folder, { recursive: true })
  const keys = deafDecoders.has(stream.codec) ? await copyKeyFrames(ctx, media, stream) : null
  const spacing = Math.max(nearest, (duration ?? 7_200) / mostCandidates)
  const seen: { time: number; kept: boolean }[] = []
  await runTool(ctx, {
    ...runLimits,
    args: [
      ...'-nostdin -y -v error -nostats'.split(' '),
      ...(keys === null
        ? '-an -sn -dn -discard:v nokey -skip_frame:v nokey'.split(' ')
        : // Its times begin where the copy's first picture is; they count from the recording's beginning.
          ['-copyts']),
      // Large pictures are worth a second thread, small ones are not.
      ...['-threads', stream.width * stream.height > 1920 * 1088 ? '2' : '1', '-filter_complex_threads', '1'],
      ...openFile(keys ?? media),
      ...['-filter_complex', filterGraph(keys === null ? stream.index : 0, spacing)],
      ...['-map', '[picture]', '-r', '25', '-c:v', 'mjpeg', '-q:v', '4', '-threads', '1'],
      ...'-map_metadata -1 -flags:v +bitexact -fflags +bitexact'.split(' '),
      ...['-frames:v', String(mostCandidates), '-f', 'image2', 'file:frames/%05d.jpg'],
      ...['-map', '[print]', '-r', '25', '-c:v', 'rawvideo', '-f', 'rawvideo', 'file:frames/prints'],
    ],
    fileBytes: 64 * 1024 ** 2,
    onLine: frameTimes((time) => {
      onSeconds(time)
      const look = { time, kept: false }
      seen.push(look)
      return () => {
        look.kept = true
      }
    }),
  })
  if (keys !== null) await rm(keys)

  const prints = await readFile(join(folder, 'prints'))
  let pictures = 0
  const looks = seen
    .slice(0, Math.floor(prints.length / fingerprintBytes))
    .map(({ time, kept }, at): Look & { file: string } => {
      if (kept) pictures += 1
      return {
        time,
        fingerprint: prints.subarray(at * fingerprintBytes, (at + 1) * fingerprintBytes),
        candidate: kept && pictures <= mostCandidates,
        file: join(folder, `${String(pictures).padStart(5, '0')}.jpg`),
      }
    })
  const frames: SceneFrame[] = []
  for (const at of chooseScenes(looks, { most: mostFrames, few: 30, secondsEach: 10 })) {
    const look = looks[at]
    const size = look && (await sizeOf(look.file))
    if (size) frames.push({ time: look.time, file: look.file, ...size, fingerprint: look.fingerprint })
  }
  return frames
}

const runLimits = {
  tool: 'ffmpeg',
  wallMs: 45 * 60_000,
  cpuSeconds: 3_600,
  addressSpaceBytes: 4 * 1024 ** 3,
  residentBytes: 2 * 1024 ** 3,
  failAs: 'invalid_media',
} as const satisfies Partial<ToolRun>

/** Copies the key frames alone, undecoded, with the times of the recording. */
async function copyKeyFrames(ctx: ToolContext, media: string, stream: PictureStream): Promise<string> {
  await runTool(ctx, {
    ...runLimits,
    args: [
      ...'-nostdin -y -v error -nostats -an -sn -dn'.split(' '),
      ...openFile(media),
      ...['-map', `0:${stream.index}`, '-c', 'copy', '-bsf:v', 'noise=drop=not(key)'],
      ...['-map_metadata', '-1', '-map_chapters', '-1', '-f', 'matroska', 'file:frames/keys'],
    ],
    fileBytes: 4 * 1024 ** 3,
  })
  return join(ctx.workdir, 'frames', 'keys')
}

/**
 * Two outputs: the fingerprint of every key frame, and a picture of each that differs from the last one that did.
 * Their times are told in milliseconds on the standard output. `select=gt(scene,…)` is of no use here: its score is
 * small when the change before was as large, and with key frames alone every one may be a cut.
 */
function filterGraph(index: number, spacing: number): string {
  const { width, height } = fingerprintSize
  const tell = (what: string): string =>
    `metadata=mode=add:key=${what}:value=1,metadata=mode=print:key=${what}:file=-:direct=1`
  // Evenly spaced, so that none is doubled or dropped for the sake of a frame rate.
  const evenly = 'setpts=N/25/TB'
  return [
    [
      `[0:${index}]settb=1/1000`,
      `select='isnan(prev_selected_t)+gte(t-prev_selected_t,${spacing.toFixed(3)})'`,
      tell('seen'),
      `scale=w='min(${maxWidth},iw)':h=-2:flags=bicubic,format=yuv420p`,
      'split[whole][small]',
    ].join(','),
    [
      // A letter more is enough to go on; the choice is made among what goes on.
      '[whole]mpdecimate=hi=64*32:lo=64*6:frac=0.1',
      tell('kept'),
      evenly,
      'scale=out_range=full,format=yuvj420p[picture]',
    ].join(','),
    [
      // Averaged first, then grey by way of RGB: the luma of a video may be that of BT.709.
      `[small]scale=${width}:${height}:flags=area+accurate_rnd,format=gbrp`,
      'scale=flags=area+accurate_rnd,format=gray',
      `${evenly}[print]`,
    ].join(','),
  ].join(';')
}

/** Reads what the two `metadata` filters print: a line with the time, then one with the name. */
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

async function sizeOf(file: string): Promise<{ width: number; height: number } | null> {
  const handle = await open(file).catch(() => null)
  if (handle === null) return null
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4_096), 0, 4_096, 0)
    return jpegSize(buffer.subarray(0, bytesRead))
  } finally {
    await handle.close()
  }
}
