import { join } from 'node:path'
import { runTool, type ToolContext } from '@async-events/sandbox'
import { openFile } from '../av/open-file.ts'

/**
 * Writes a part of a FLAC file as `part.flac` into the work folder, to the sample; only this part is read. An `end` of
 * null is that of the file. Throws `invalid_media`, `resource_limit`, `tool_missing`.
 */
export async function cutSound(
  ctx: ToolContext,
  file: string,
  { start, end }: { start: number; end: number | null },
): Promise<string> {
  await runTool(ctx, {
    tool: 'ffmpeg',
    args: [
      ...'-nostdin -y -v error -nostats -vn -sn -dn'.split(' '),
      // Before the input it seeks; after it everything before the part would be decoded.
      ...['-ss', start.toFixed(3), ...openFile(file), '-map', '0:a:0'],
      ...(end === null ? [] : ['-t', (end - start).toFixed(3)]),
      ...['-sample_fmt', 's16', '-c:a', 'flac', '-threads', '1'],
      ...'-map_metadata -1 -flags:a +bitexact -fflags +bitexact -f flac file:part.flac'.split(' '),
    ],
    wallMs: 45 * 60_000,
    cpuSeconds: 1_800,
    addressSpaceBytes: 2 * 1024 ** 3,
    residentBytes: 512 * 1024 ** 2,
    fileBytes: 4 * 1024 ** 3,
    failAs: 'invalid_media',
  })
  return join(ctx.workdir, 'part.flac')
}
