import { join } from 'node:path'
import { AppError } from '@async-events/core'
import { runTool, type ToolContext } from '@async-events/sandbox'
import { mediaLimits } from './media-limits.ts'
import type { SoundStream } from './media-probe.ts'
import { openFile } from './open-file.ts'
import { readProgress } from './read-progress.ts'

export interface Sound {
  /** 16 kHz mono 16-bit FLAC in the work folder, with the original loudness. */
  file: string
  /** Seconds. */
  duration: number
}

/**
 * Extracts the audio of a recording. Time counts from the start of the recording: a late start and gaps become
 * silence. Null when the stream has no audio. Throws `invalid_media`, `resource_limit`, `tool_missing`.
 */
export async function extractSound(
  ctx: ToolContext,
  media: string,
  stream: SoundStream,
  onSeconds: (seconds: number) => void,
): Promise<Sound | null> {
  const file = join(ctx.workdir, 'sound.flac')
  let duration = 0
  await runTool(ctx, {
    tool: 'ffmpeg',
    args: [
      ...'-nostdin -y -v error -nostats -progress pipe:1 -vn -sn -dn'.split(' '),
      ...openFile(media),
      ...['-map', `0:${stream.index}`, '-af', 'aresample=16000:async=1:first_pts=0', '-ac', '1'],
      // Decoders output floats; the encoder would store 24 bits.
      ...['-sample_fmt', 's16', '-c:a', 'flac', '-threads', '1'],
      // Deterministic output.
      ...'-map_metadata -1 -map_chapters -1 -flags:a +bitexact -fflags +bitexact'.split(' '),
      ...['-t', String(mediaLimits.duration + 1), '-f', 'flac', 'file:sound.flac'],
    ],
    wallMs: 45 * 60_000,
    cpuSeconds: 3_600,
    addressSpaceBytes: 2 * 1024 ** 3,
    residentBytes: 1024 ** 3,
    fileBytes: 4 * 1024 ** 3,
    onLine: (line) => {
      const seconds = readProgress(line)
      if (seconds === null) return
      duration = Math.max(duration, seconds)
      onSeconds(duration)
    },
    failAs: 'invalid_media',
  })
  if (duration > mediaLimits.duration)
    throw new AppError('resource_limit', 'The recording is longer than allowed')
  return duration > 0 ? { file, duration } : null
}
