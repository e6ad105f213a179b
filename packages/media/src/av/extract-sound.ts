import { join } from 'node:path'
import { AppError } from '@async-events/core'
import { runTool, type ToolContext } from '@async-events/sandbox'
import { createChannelMeter } from './channel-levels.ts'
import { mediaLimits } from './media-limits.ts'
import type { SoundStream } from './media-probe.ts'
import { openFile } from './open-file.ts'
import { readProgress } from './read-progress.ts'
import { chooseMix, type KeptChannels, keptChannels, type Mix } from './sound-mix.ts'

export interface Sound {
  /** 16 kHz mono 16-bit FLAC in the work folder, with the original loudness. */
  file: string
  /** Seconds. */
  duration: number
}

/** Time counts from the start of the recording: a late start and gaps become silence. */
const onTime = 'aresample=16000:async=1:first_pts=0'

/**
 * Extracts the audio of a recording. Null when the stream has no audio. Throws `invalid_media`, `resource_limit`,
 * `tool_missing`.
 */
export async function extractSound(
  ctx: ToolContext,
  media: string,
  stream: SoundStream,
  onSeconds: (seconds: number) => void,
): Promise<Sound | null> {
  const file = join(ctx.workdir, 'sound.flac')
  const kept = keptChannels(stream)
  const duration =
    kept === null
      ? await write(ctx, media, ['-map', `0:${stream.index}`, '-af', onTime, '-ac', '1'], file, { onSeconds })
      : await writeMixed(ctx, media, stream, kept, file, onSeconds)
  if (duration > mediaLimits.duration)
    throw new AppError('resource_limit', 'The recording is longer than allowed')
  return duration > 0 ? { file, duration } : null
}

/** The likely mix is written while channels are measured; only where it would lose speech is it written again. */
async function writeMixed(
  ctx: ToolContext,
  media: string,
  { index }: SoundStream,
  kept: KeptChannels,
  file: string,
  onSeconds: (seconds: number) => void,
): Promise<number> {
  const meter = createChannelMeter(kept)
  const channels = `[0:${index}]${onTime},${keep[kept]},${inLargeFrames}`
  // Not flushed at each frame: every write and read of a pipe costs as much as the samples of one.
  const measured = [
    '-map',
    '[kept]',
    '-c:a',
    'pcm_s16le',
    ...atMost,
    '-flush_packets',
    '0',
    '-f',
    's16le',
    'pipe:1',
  ]
  const likely = likelyMix[kept]
  const duration = await write(
    ctx,
    media,
    ['-filter_complex', `${channels},asplit=2[kept][all];[all]${mixes[likely]}[mix]`, '-map', '[mix]'],
    file,
    { onSeconds, measured, onBytes: meter.push },
  )
  if (duration === 0) return 0
  const mix = chooseMix(meter.levels())
  if (mix !== likely)
    await write(ctx, media, ['-filter_complex', `${channels},${mixes[mix]}[mix]`, '-map', '[mix]'], file, {})
  return duration
}

/**
 * 48 kHz AAC comes in frames of 341 samples at 16 kHz; filters and the encoder take 6 % less time for larger ones. Where a
 * stream changes its channels, what has not filled a frame is lost: at most an eighth of a second.
 */
const inLargeFrames = 'asetnsamples=n=2048:p=0'

/** Streams may change their channels on the way: a pair stays one. Decoders output floats. */
const keep: Readonly<Record<KeptChannels, string>> = {
  pair: 'aformat=sample_fmts=s16:channel_layouts=stereo',
  // `pan` of ffmpeg 5.1 loses a channel here.
  centred: 'channelmap=FL-FL|FR-FR|FC-FC:3.0,aformat=sample_fmts=s16',
}

const likelyMix: Readonly<Record<KeptChannels, Mix>> = { pair: 'sum', centred: 'centre' }

const mixes: Readonly<Record<Mix, string>> = {
  left: 'channelmap=0-FC:mono',
  right: 'channelmap=1-FC:mono',
  centre: 'channelmap=2-FC:mono',
  sum: 'pan=mono|c0=0.5*c0+0.5*c1',
}

const atMost = ['-t', String(mediaLimits.duration + 1)]

interface Told {
  onSeconds?: (seconds: number) => void
  /** A second output, on stdout. */
  measured?: readonly string[]
  onBytes?: (bytes: Buffer) => void
}

/** Writes a FLAC file; returns its seconds. */
async function write(
  ctx: ToolContext,
  media: string,
  what: readonly string[],
  file: string,
  { onSeconds, measured = [], onBytes }: Told,
): Promise<number> {
  let duration = 0
  await runTool(ctx, {
    tool: 'ffmpeg',
    args: [
      ...'-nostdin -y -v error -nostats -progress pipe:2 -vn -sn -dn'.split(' '),
      ...openFile(media),
      ...what,
      // Decoders output floats; the encoder would store 24 bits.
      ...['-sample_fmt', 's16', '-c:a', 'flac', '-threads', '1'],
      // Deterministic output.
      ...'-map_metadata -1 -map_chapters -1 -flags:a +bitexact -fflags +bitexact'.split(' '),
      ...[...atMost, '-f', 'flac', `file:${file}`],
      ...measured,
    ],
    wallMs: 45 * 60_000,
    cpuSeconds: 3_600,
    addressSpaceBytes: 2 * 1024 ** 3,
    residentBytes: 1024 ** 3,
    fileBytes: 4 * 1024 ** 3,
    ...(onBytes === undefined ? {} : { onBytes }),
    onMessage: (line) => {
      const seconds = readProgress(line)
      if (seconds === null) return
      duration = Math.max(duration, seconds)
      onSeconds?.(duration)
    },
    failAs: 'invalid_media',
  })
  return duration
}
