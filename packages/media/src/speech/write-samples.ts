import { runTool, type ToolContext } from '@async-events/sandbox'
import { openFile } from '../av/open-file.ts'

/** Writes audio as raw PCM (16 kHz, mono, signed 16 bit, little-endian) into the work folder. */
export async function writeSamples(ctx: ToolContext, file: string, name: string): Promise<void> {
  await runTool(ctx, {
    tool: 'ffmpeg',
    args: [
      ...'-nostdin -y -v error -nostats -vn -sn -dn'.split(' '),
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
