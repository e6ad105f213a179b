import { join } from 'node:path'
import { runTool, type ToolContext } from '@async-events/sandbox'
import { openFile } from '../av/open-file.ts'
import type { Span } from './find-silences.ts'

/**
 * Writes pieces of audio as 16 kHz mono FLAC into the work folder, cut to the sample, in one pass. ffmpeg's segment
 * muxer is no alternative: it cuts at packets, and its FLAC files have no duration. Throws `invalid_media`,
 * `resource_limit`, `tool_missing`.
 *
 * @returns the files, in the order of the pieces
 */
export async function writePieces(
  ctx: ToolContext,
  file: string,
  pieces: readonly Span[],
): Promise<string[]> {
  if (pieces.length === 0) return []
  const names = pieces.map((_, at) => `piece-${String(at).padStart(4, '0')}.flac`)
  await runTool(ctx, {
    tool: 'ffmpeg',
    args: [
      ...'-nostdin -y -v error -nostats -vn -sn -dn'.split(' '),
      ...openFile(file),
      ...pieces.flatMap(({ start, end }, at) => [
        ...['-map', '0:a:0', '-ss', start.toFixed(3), '-t', (end - start).toFixed(3)],
        ...['-ac', '1', '-ar', '16000', '-sample_fmt', 's16', '-c:a', 'flac', '-threads', '1'],
        ...'-map_metadata -1 -flags:a +bitexact -fflags +bitexact -f flac'.split(' '),
        `file:${names[at]}`,
      ]),
    ],
    wallMs: 45 * 60_000,
    cpuSeconds: 3_600,
    addressSpaceBytes: 4 * 1024 ** 3,
    residentBytes: 1024 ** 3,
    fileBytes: 1024 ** 3,
    failAs: 'invalid_media',
  })
  return names.map((name) => join(ctx.workdir, name))
}
