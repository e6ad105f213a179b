import { runTool, type ToolContext } from '@async-events/sandbox'
import { openFile } from '../av/open-file.ts'
import type { Span } from '../cut/find-silences.ts'

/** Writes audio as raw PCM (16 kHz, mono, signed 16 bit, little-endian) into the work folder; of a part only that is decoded. */
export async function writeSamples(ctx: ToolContext, file: string, name: string, part?: Span): Promise<void> {
  await runTool(ctx, {
    tool: 'ffmpeg',
    args: [
      ...'-nostdin -y -v error -nostats -vn -sn -dn'.split(' '),
      ...(part === undefined ? [] : ['-ss', part.start.toFixed(3), '-t', (part.end - part.start).toFixed(3)]),
      ...openFile(file),
      ...'-map 0:a:0 -ac 1 -ar 16000 -c:a pcm_s16le -threads 1 -f s16le'.split(' '),
      `file:${name}`,
    ],
    wallMs: 10 * 60_000,
    cpuSeconds: 600,
    addressSpaceBytes: 2 * 1024 ** 3,
    residentBytes: 512 * 1024 ** 2,
    fileBytes: 2 * 1024 ** 3,
    failAs: 'invalid_media',
  })
}
