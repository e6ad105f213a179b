import { AppError } from '@async-events/core'
import { runTool, type ToolContext } from '@async-events/sandbox'
import { mediaLimits } from './media-limits.ts'
import type { MediaProbe } from './media-probe.ts'
import { openFile } from './open-file.ts'
import { readProbe } from './read-probe.ts'

const entries = [
  'format=format_name,duration,probe_score,nb_streams',
  'format_tags=title',
  'stream=index,codec_type,codec_name,width,height,duration,sample_rate,channels,channel_layout',
  'stream_disposition',
  'stream_tags=language,title',
  'chapter=start_time',
  'chapter_tags=title',
].join(':')

/** Maximum streams; ffprobe's own limit is 1000, without a message. */
const countedStreams = '10000'
/** So that errors can state the size. */
const anyPixels = 2 ** 31 - 1

/**
 * Probes a local file. Its content decides, not its name; no other file and no URL is opened. Throws `invalid_media`
 * for no recording, `no_audio_stream` for one without audio and video, `resource_limit` beyond `mediaLimits`, and
 * `tool_missing` without ffprobe.
 */
export async function probeMedia(ctx: ToolContext, file: string): Promise<MediaProbe> {
  const { stdout } = await runTool(ctx, {
    tool: 'ffprobe',
    args: [
      ...['-v', 'error', '-print_format', 'json=compact=1', '-show_entries', entries],
      ...['-max_streams', countedStreams, ...openFile(file, anyPixels)],
    ],
    wallMs: 60_000,
    cpuSeconds: 30,
    addressSpaceBytes: 2 * 1024 ** 3,
    residentBytes: 1024 ** 3,
    // It only writes to stdout.
    fileBytes: 1024 ** 2,
    outputBytes: 4 * 1024 ** 2,
    failAs: 'invalid_media',
  }).catch((thrown: unknown) => Promise.reject(namingDecoder(thrown)))
  const probe = readProbe(stdout.toString('utf8'))
  if (probe.sounds.length === 0 && probe.picture === null) throw new AppError('no_audio_stream')
  if (probe.duration !== null && probe.duration > mediaLimits.duration)
    throw new AppError(
      'resource_limit',
      `The recording is longer than ${Math.round(mediaLimits.duration / 3600)} hours`,
    )
  return probe
}

/** `avcodec_open2` of ffmpeg names the decoder that is not allowed. */
function namingDecoder(thrown: unknown): unknown {
  if (!(thrown instanceof AppError && thrown.cause instanceof Error)) return thrown
  const name = /Codec \(([\w-]{1,40})\) not on whitelist/.exec(thrown.cause.message)?.[1]
  if (name === undefined) return thrown
  return new AppError(
    'invalid_media',
    `The recording uses the codec "${name}", which is not supported; use H.264 with AAC, or VP9 with Opus`,
    { cause: thrown.cause },
  )
}
